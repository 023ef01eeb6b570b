import type { AcknowledgedAs, AlertContent } from '#core/alert.ts'
import type { Context } from '../context.ts'
import type { Answerable } from '../store/answers.ts'

import { oneLine } from '#core/one-line.ts'
import { WORDS } from '#core/words.ts'

import { answerable, digestBehind, endDigest, keepAnswer } from '../store/answers.ts'
import { escalationsOf, withdrawNeedless } from '../store/ringing.ts'
import { oweToThese } from './owe-alerts.ts'
import { tell } from './tell.ts'

export type Acknowledging = ({ alertId: string } | { releaseId: string }) & {
  subscriberId: string
  outcome: AcknowledgedAs
}

export type Acknowledged =
  | { kind: 'acknowledged'; releaseIds: string[] }
  /** Nothing of this was told to this subscriber. */
  | { kind: 'unknown' }

/**
 * Takes an answer: stops all ringing of this subscription at once, tells the others of it, and counts it without a name.
 * Idempotent, and safe against a repeat that is owed or sent at the same time. To a digest of several matches the answer
 * counts as seen: it does not say which of them it means.
 */
export async function acknowledgeAlert(context: Context, asked: Acknowledging): Promise<Acknowledged> {
  const { DB, OUTBOX } = context.env
  const { subscriberId } = asked
  const at = context.now()
  const about = 'alertId' in asked ? { alertId: await digestBehind(DB, asked.alertId) } : asked
  const matters = await answerable(DB, subscriberId, about)
  if (matters.length === 0) return { kind: 'unknown' }
  const outcome = matters.length > 1 ? 'seen' : asked.outcome
  const told = (
    await Promise.all(matters.map((one) => tellOthers(context, one, { subscriberId, outcome, at })))
  ).flat()
  const isTelling = told.length > 0
  const outbox = OUTBOX.getByName('outbox')
  // Armed before the write: a crash between the two leaves an outbox that looks in vain.
  if (isTelling) await outbox.wake()
  await DB.batch([
    ...('alertId' in about ? [endDigest(DB, { alertId: about.alertId, subscriberId, outcome, at })] : []),
    ...matters.flatMap(({ releaseId }) => keepAnswer(DB, { releaseId, subscriberId, outcome, at })),
    ...matters.flatMap(({ releaseId }) => withdrawNeedless(DB, releaseId, [subscriberId])),
    ...told,
  ])
  if (isTelling) await outbox.wake()
  if (outcome === 'false-alarm') await tellFalseAlarms(context, matters)
  return { kind: 'acknowledged', releaseIds: matters.map(({ releaseId }) => releaseId) }
}

type Given = { subscriberId: string; outcome: AcknowledgedAs; at: number }

/** For whom this one was turned to, and who was turned to for this one; once, when the first answer comes. */
async function tellOthers(
  context: Context,
  { releaseId, content, answered }: Answerable,
  { subscriberId, outcome, at }: Given,
): Promise<D1PreparedStatement[]> {
  if (answered !== null) return []
  const { watchId, name, url } = content
  const escalations = await escalationsOf(context.env.DB, releaseId, subscriberId)
  const others = new Set(escalations.flatMap(({ fromId, toId }) => [fromId, toId]))
  others.delete(subscriberId)
  const said: AlertContent = { kind: 'acknowledged', watchId, releaseId, name, url, outcome, at }
  return oweToThese(context, said, { to: [...others].map((id) => ({ subscriberId: id })) })
}

async function tellFalseAlarms(context: Context, matters: readonly Answerable[]): Promise<void> {
  for (const { content, answered } of matters) {
    if (answered === 'false-alarm') continue
    const message = WORDS.fr.acknowledged['false-alarm'](oneLine(content.name, 160))
    await tell(context, { level: 'warning', message, watchId: content.watchId })
  }
}
