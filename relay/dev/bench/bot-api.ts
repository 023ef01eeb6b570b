import type { Site } from './rig.ts'

import { json } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'

import { startSite } from './rig.ts'

/** A message as the Bot API took it. */
type Taken = { chat: string; text: string; at: number }

export type StrictBotApi = Site & {
  taken: Taken[]
  /** When it asked to slow down, epoch ms. */
  floods: number[]
  /** Chats whose people have blocked the bot, and how often it was told so. */
  blocked: Map<string, number>
}

/** Telegram's own limits: about thirty messages a second over all, one a second in one chat. */
const OVERALL_MOST = 30
const SECOND = 1000
/** So long a question for news is held open. */
const POLL_MS = 25_000

/**
 * A Bot API that enforces its limits as strictly as they can be read, in any second and not on average, and answers like
 * the real one: after `delayMs`, a 429 with `retry_after`. What it takes it has delivered, whether its answer is heard or not.
 */
export async function startStrictBotApi(delayMs: () => number): Promise<StrictBotApi> {
  const taken: Taken[] = []
  const floods: number[] = []
  const blocked = new Map<string, number>()
  const lastIn = new Map<string, number>()
  const judge = (chat: string, text: string) => {
    const at = Date.now()
    const told = blocked.get(chat)
    if (told !== undefined) {
      blocked.set(chat, told + 1)
      const description = 'Forbidden: bot was blocked by the user'
      return { status: 403, body: { ok: false, error_code: 403, description } }
    }
    const thirtieth = taken.at(-OVERALL_MOST)?.at ?? 0
    if (at - thirtieth < SECOND || at - (lastIn.get(chat) ?? 0) < SECOND) {
      floods.push(at)
      const parameters = { retry_after: 1 }
      const description = 'Too Many Requests: retry after 1'
      return { status: 429, body: { ok: false, error_code: 429, description, parameters } }
    }
    taken.push({ chat, text, at })
    lastIn.set(chat, at)
    const place = { id: Number(chat), type: 'private', first_name: 'x' }
    const result = { message_id: taken.length, date: Math.floor(at / SECOND), chat: place, text }
    return { status: 200, body: { ok: true, result } }
  }
  const site = await startSite((request, response) => {
    const method = /\/(\w+)$/.exec(request.url ?? '')?.[1]
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    const send = async () => {
      // Cut off before all of it was here: nothing was taken.
      const body: unknown = await json(request).catch(() => null)
      const { chat_id: chat, text }: { chat_id?: unknown; text?: unknown } = Object(body)
      if (typeof chat !== 'string' && typeof chat !== 'number') return
      const { status, body: said } = judge(String(chat), String(text))
      await setTimeout(delayMs())
      answer(status, said)
    }
    const other = async () => {
      request.resume()
      const me = { id: 1, is_bot: true, first_name: 'Vigie', username: 'vigie_bench_bot' }
      if (method === 'getUpdates') await setTimeout(POLL_MS, null, { ref: false })
      answer(200, { ok: true, result: method === 'getMe' ? me : method === 'getUpdates' ? [] : true })
    }
    void (method === 'sendMessage' ? send() : other())
  })
  return { ...site, taken, floods, blocked }
}
