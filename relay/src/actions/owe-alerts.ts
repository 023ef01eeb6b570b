import type { AlertContent } from '#core/alert.ts'
import type { Context } from '../context.ts'
import type { Before, Recipient } from '../store/fan-out.ts'

import { LOG_ID } from '#core/subscriber.ts'

import { oweAfter, oweToAll, oweToSome } from '../store/fan-out.ts'

/**
 * All of these answer rows for the batch of what causes them, and never doubles: the same content owed a second time
 * changes nothing. Wake the outbox before and after the batch.
 */

const owing = (context: Context, content: AlertContent, dueAt?: number) => ({
  contentId: context.newId(),
  content,
  at: context.now(),
  ...(dueAt === undefined ? {} : { dueAt }),
})

/** To every subscriber who wants it (`wants`), in an order that chance has made. */
export function oweToEveryone(context: Context, content: AlertContent): D1PreparedStatement[] {
  return oweToAll(context.env.DB, owing(context, content), 'everyone')
}

/** As `oweToEveryone`, for what only operators must know. */
export function oweToOperator(context: Context, content: AlertContent): D1PreparedStatement[] {
  return oweToAll(context.env.DB, owing(context, content), 'operators')
}

/** To these subscribers, not before `dueAt` (epoch ms). */
export function oweToThese(
  context: Context,
  content: AlertContent,
  { to, dueAt }: { to: readonly Recipient[]; dueAt?: number },
): D1PreparedStatement[] {
  return oweToSome(context.env.DB, owing(context, content, dueAt), to)
}

/** To whoever was owed what went before. */
export function oweToTold(context: Context, content: AlertContent, before: Before): D1PreparedStatement[] {
  return oweAfter(context.env.DB, owing(context, content), before)
}

/** That an alert has ended without arriving: for the operator, by another way than the one that failed. */
export function oweUndeliverable(
  context: Context,
  failed: Omit<Extract<AlertContent, { kind: 'undeliverable' }>, 'kind'>,
): D1PreparedStatement[] {
  if (failed.channel === 'log') return []
  return oweToThese(context, { kind: 'undeliverable', ...failed }, { to: [{ subscriberId: LOG_ID }] })
}
