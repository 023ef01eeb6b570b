import type { Answer } from '../channels/telegram-answer.ts'
import type { Transport } from '../channels/telegram-call.ts'
import type { Context } from '../context.ts'

import { z } from 'zod'

import { ask } from '../channels/telegram-ask.ts'
import { call } from '../channels/telegram-call.ts'
import { toCall } from '../channels/telegram-screen.ts'
import { egress } from './egress.ts'
import { UPDATE_KINDS } from './read-update.ts'

/** For how long Telegram holds a question that has no answer yet. */
const HOLD_SECONDS = 25
const HOLD_MS = (HOLD_SECONDS + 10) * 1000
const UPDATES_MOST = 100
const BODY_MOST = 64 * 1024

type Failure = Exclude<Answer, { kind: 'sent' }>
export type Received = { ok: true; updates: { id: number; body: string }[] } | { ok: false; answer: Failure }

const Updates = z.array(z.looseObject({ update_id: z.number().int() }))

/** Updates from `offset` on; waits for one for up to 25 s. What came before `offset` is confirmed by asking. */
export async function receiveUpdates(context: Context, offset: number): Promise<Received> {
  const { telegram } = context.config
  if (telegram === null) return { ok: true, updates: [] }
  const params = { offset, limit: UPDATES_MOST, timeout: HOLD_SECONDS, allowed_updates: UPDATE_KINDS }
  const io = transport(context)
  const asked = await ask(telegram, io, { method: 'getUpdates', params, timeoutMs: HOLD_MS })
  if (!asked.ok) return asked
  const read = Updates.safeParse(asked.result)
  if (!read.success)
    return { ok: false, answer: { kind: 'retry', detail: 'updates nobody can read', ambiguous: true } }
  return { ok: true, updates: read.data.map(toKept) }
}

/** The number and the text of an update; one that is far too long is kept as a number only. */
function toKept(update: z.infer<typeof Updates>[number]): { id: number; body: string } {
  const body = JSON.stringify(update)
  return { id: update.update_id, body: body.length > BODY_MOST ? '{}' : body }
}

/** The number and the text of an update that Telegram brought; `null` when it is none. */
export function readPushed(value: unknown): { id: number; body: string } | null {
  const [first] = Updates.safeParse([value]).data ?? []
  return first === undefined ? null : toKept(first)
}

/** Whether this person is an admin of this chat. Throws when Telegram does not say. */
export async function isChatAdmin(context: Context, chatId: string, userId: string): Promise<boolean> {
  const { telegram } = context.config
  if (telegram === null) return false
  const params = { chat_id: chatId, user_id: Number(userId) }
  const asked = await ask(telegram, transport(context), { method: 'getChatMember', params })
  if (asked.ok) {
    const { data } = z.object({ status: z.string() }).safeParse(asked.result)
    return data?.status === 'creator' || data?.status === 'administrator'
  }
  if (asked.answer.kind === 'refused') return false
  throw new Error(`getChatMember: ${asked.answer.kind}`)
}

/** Makes one of the bot's own calls, `{method, params}` as JSON text. Never throws. */
export async function sendBotCall(context: Context, text: string): Promise<Answer> {
  const { telegram } = context.config
  if (telegram === null) return { kind: 'refused', detail: 'not configured', permanent: true }
  // Only the bot's journal holds such texts.
  const kept: { method: string; params: object } = JSON.parse(text)
  return await call(telegram, transport(context), toCall(kept))
}

export function transport(context: Context): Transport {
  return { fetch: (url, init) => egress(context, url, init) }
}
