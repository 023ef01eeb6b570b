import type { AlertContent } from '#core/alert.ts'
import type { Context } from '../context.ts'
import type { RingStart } from '../store/settled-rings.ts'
import type { SettledAlert } from './tell-settled.ts'

import { isAnswerable, isRepeat, releaseIdOf } from '#core/alert.ts'

import { withdrawNeedless } from '../store/ringing.ts'
import { lookAgain, noteAnswers, settleGathered, startRinging } from '../store/settled-rings.ts'

/** Rows that follow, for ringing, from attempts that have ended: for the end of the batch that writes their end. */
export function followSettled(context: Context, settled: readonly SettledAlert[]): D1PreparedStatement[] {
  const { DB } = context.env
  const starts = settled.flatMap((one) => startOf(context, one))
  const ended = settled.filter(({ settlement }) => settlement.state !== 'owed')
  const repeats = ended.flatMap(({ alert: { content, follows }, attempt: { at } }) =>
    isRepeat(content) && follows !== null ? [{ follows, at }] : [],
  )
  const answerable = ended.flatMap(({ alert: { id, content } }) => (isAnswerable(content) ? [id] : []))
  const digests = ended.flatMap(({ alert: { id, content } }) => (content.kind === 'digest' ? [id] : []))
  const waiting = settled.filter(
    ({ alert: { content }, settlement: { state } }) =>
      state === 'owed' && (content.kind === 'escalated' || isRepeat(content)),
  )
  const releases = Map.groupBy(waiting, ({ alert }) => releaseIdOf(alert.content) ?? '')
  return [
    ...settleGathered(DB, digests),
    ...startRinging(DB, starts),
    ...lookAgain(DB, repeats),
    ...noteAnswers(DB, answerable),
    ...[...releases].flatMap(([releaseId, list]) =>
      withdrawNeedless(
        DB,
        releaseId,
        list.map(({ alert }) => alert.subscriberId),
      ),
    ),
  ]
}

const begins = (content: AlertContent) => isAnswerable(content) && !isRepeat(content)

/** What has arrived rings again later; what cannot arrive, or has not for long, goes to somebody else at once. */
function startOf(context: Context, { alert, attempt, settlement }: SettledAlert): RingStart[] {
  const { rings, escalateMs } = context.config.ringTimes
  const { id, content, channel, createdAt, subscriber } = alert
  const { at } = attempt
  if (!begins(content) || channel === 'log' || subscriber === null) return []
  if (settlement.state !== 'sent') {
    const isLate = settlement.state === 'given-up' || at - createdAt >= escalateMs
    return isLate && subscriber.loudness === 'ring' ? [{ id, at, step: rings.length }] : []
  }
  if (content.kind === 'escalated') return [{ id, at: at + escalateMs - (rings.at(-1) ?? 0), step: 0 }]
  return subscriber.loudness === 'ring' ? [{ id, at: at + (rings[0] ?? escalateMs), step: 0 }] : []
}
