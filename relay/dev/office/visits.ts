import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'

/** One request that the office received. */
export type Visit = {
  /** Epoch milliseconds. */
  at: number
  method: string
  path: string
  headers: IncomingHttpHeaders
  /** Pages and robots.txt are documents; data calls, styles and scripts come in their wake. */
  kind: 'document' | 'data' | 'file'
  /** Documents being answered to at this moment, this one included. */
  concurrent: number
  /** `null` until answered; stays `null` when the connection was cut. */
  status: number | null
}

const KEPT = 5000

/** The log of requests: what politeness is judged by. */
export class Visits {
  readonly #list: Visit[] = []
  #open = 0

  all(): readonly Visit[] {
    return this.#list
  }

  note(request: IncomingMessage, response: ServerResponse, facts: Pick<Visit, 'at' | 'path' | 'kind'>): void {
    const isDocument = facts.kind === 'document'
    if (isDocument) this.#open += 1
    const visit: Visit = {
      ...facts,
      method: request.method ?? 'GET',
      headers: request.headers,
      concurrent: this.#open,
      status: null,
    }
    this.#list.push(visit)
    if (this.#list.length > KEPT) this.#list.shift()
    response.once('finish', () => (visit.status = response.statusCode))
    response.once('close', () => {
      if (isDocument) this.#open -= 1
    })
  }
}
