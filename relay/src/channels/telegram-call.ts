import type { Delivery } from '#core/delivery.ts'
import type { ChannelIo } from './channel.ts'
import type { Answer } from './telegram-answer.ts'

import { readAnswer } from './telegram-answer.ts'
import { trackedBody } from './tracked-body.ts'

const ANSWER_MOST = 64 * 1024
const PROBE_MS = 10_000

export type Bot = NonNullable<ChannelIo['telegram']>

/** What a call needs of the outside world. */
export type Transport = Pick<ChannelIo, 'fetch'>

export type Call = { method: string; contentType: string; body: string | Uint8Array; timeoutMs: number }

/** One call of a method of the Bot API that sends something. Never throws: what goes wrong is in the answer. */
export async function call(bot: Bot, io: Transport, asked: Call): Promise<Answer> {
  const body = trackedBody(asked.body)
  let status: number | null = null
  try {
    const response = await io.fetch(addressOf(bot, asked.method), {
      method: 'POST',
      headers: { 'content-type': asked.contentType },
      body: body.stream,
      signal: AbortSignal.timeout(asked.timeoutMs),
    })
    status = response.status
    return readAnswer(response, await readBounded(response, ANSWER_MOST))
  } catch (error) {
    const refused = status !== null && status >= 400
    return { kind: 'retry', detail: describe(error, bot), ambiguous: body.isTaken() && !refused }
  }
}

/** `null` when the Bot API answers at all; asks for nothing and changes nothing. */
export async function probe(bot: Bot, io: Transport): Promise<Delivery | null> {
  try {
    const response = await io.fetch(addressOf(bot, 'getMe'), { signal: AbortSignal.timeout(PROBE_MS) })
    const answer = readAnswer(response, await readBounded(response, ANSWER_MOST))
    if (answer.kind === 'rate-limited') return answer
    return answer.kind === 'retry' ? { ...answer, ambiguous: false } : null
  } catch (error) {
    return { kind: 'retry', detail: describe(error, bot), ambiguous: false }
  }
}

export function addressOf(bot: Bot, method: string): string {
  return `${bot.apiRoot}/bot${bot.token}/${method}`
}

/** An error's words without the address, which holds the token. */
export function describe(error: unknown, bot: Bot): string {
  const words = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error'
  return words.replaceAll(bot.token, '[masqué]').slice(0, 200)
}

/** At most so many bytes of an answer, and what the next part holds. */
export async function readBounded(response: Response, most: number): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    parts.push(part)
    size += part.byteLength
    if (size > most) break
  }
  return new TextDecoder().decode(await new Blob(parts).arrayBuffer())
}
