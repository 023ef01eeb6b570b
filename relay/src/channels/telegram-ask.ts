import type { ApiMethods } from '@grammyjs/types'
import type { Answer } from './telegram-answer.ts'
import type { Bot, Transport } from './telegram-call.ts'

import { readAnswer, readResult } from './telegram-answer.ts'
import { addressOf, describe, readBounded } from './telegram-call.ts'

/** A hundred updates, each with a long message and its keyboard. */
const RESULT_MOST = 4 * 1024 * 1024
const TIMEOUT_MS = 10_000

type Methods = ApiMethods<never>
type Given<M extends keyof Methods> = Parameters<Methods[M]>[0]
/** A few methods take nothing: `{}`. */
type Params<M extends keyof Methods> = [Given<M>] extends [undefined] ? object : NonNullable<Given<M>>

/** `result` is what the other side says: to be parsed. */
export type Asked = { ok: true; result: unknown } | { ok: false; answer: Exclude<Answer, { kind: 'sent' }> }

/** One call of a method that answers something. Never throws: what goes wrong is in the answer. */
export async function ask<M extends keyof Methods>(
  bot: Bot,
  io: Transport,
  { method, params, timeoutMs = TIMEOUT_MS }: { method: M; params: Params<M>; timeoutMs?: number },
): Promise<Asked> {
  try {
    const response = await io.fetch(addressOf(bot, method), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const body = await readBounded(response, RESULT_MOST)
    const result = readResult(body)
    if (result !== undefined) return { ok: true, result }
    const answer = readAnswer(response, body)
    // `ok` without a result that can be read.
    return { ok: false, answer: answer.kind === 'sent' ? UNREADABLE : answer }
  } catch (error) {
    return { ok: false, answer: { kind: 'retry', detail: describe(error, bot), ambiguous: true } }
  }
}

const UNREADABLE: Exclude<Answer, { kind: 'sent' }> = {
  kind: 'retry',
  detail: 'an answer without a result',
  ambiguous: true,
}
