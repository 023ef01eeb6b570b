import type { AcknowledgedAs, AlertContent } from '#core/alert.ts'
import type { Context } from '../context.ts'
import type { Answerable } from '../store/answers.ts'

import { oneLine } from '#core/one-line.ts'
import { WORDS } from '#core/words.ts'

import { answerable, digestBehind, endDigest, keepAnswer } from '../store/answers.ts'
import { escalationsOf, withdrawNeedless } from '../store/ringing.ts'
import { weighFalseAlarms } from './false-alarm.ts'
import { oweToThese } from './owe-alerts.ts'
import { tell } from './tell.ts'

export type Acknowledging = ({ alertId: string } | { releaseId: string }) & {
  subscriberId: string
  outcome: AcknowledgedAs
}

export type Acknowledged =
  | { kind: 'acknowledged'; matters: Answerable[] }
  /** Which of these is meant is to be asked: meanwhile all of them count as seen. */
  | { kind: 'which'; matters: Answerable[] }
  /** Nothing of this was told to this subscriber. */
  | { kind: 'unknown' }

/**
 * Takes an answer: stops all ringing of this subscription at once, tells the others of it, and counts it without a name.
 * Idempotent, and safe against a repeat that is owed or sent at the same time. "Seen" to a digest is an answer to all of
 * it; any other answer is one about a single match, and where the message listed several it is asked which.
 */
export async function acknowledgeAlert(context: Context, asked: Acknowledging): Promise<Acknowledged> {
  const { DB, OUTBOX } = context.env
  const { subscriberId, outcome } = asked
  const at = context.now()
  const behind = 'alertId' in asked ? await digestBehind(DB, asked.alertId) : null
  const about = 'alertId' in asked ? { alertId: behind?.alertId ?? asked.alertId } : asked
  const matters = await answerable(DB, subscriberId, about)
  if (matters.length === 0) return { kind: 'unknown' }
  const meant = matters.filter(({ releaseId }) => behind?.listed?.includes(releaseId) ?? true)
  const isSure = outcome === 'seen' || meant.length === 1
  const given = matters.map((one): Answered => {
    const isMeant = isSure && (outcome === 'seen' || meant.includes(one))
    return { ...one, subscriberId, outcome: isMeant ? outcome : 'seen', at }
  })
  const told = (await Promise.all(given.map((one) => tellOthers(context, one)))).flat()
  const isTelling = told.length > 0
  const outbox = OUTBOX.getByName('outbox')
  // Armed before the write: a crash between the two leaves an outbox that looks in vain.
  if (isTelling) await outbox.wake()
  const said = isSure ? outcome : 'seen'
  await DB.batch([
    ...('alertId' in about
      ? [endDigest(DB, { alertId: about.alertId, subscriberId, outcome: said, at })]
      : []),
    ...given.flatMap((one) => keepAnswer(DB, one)),
    ...given.flatMap(({ releaseId }) => withdrawNeedless(DB, releaseId, [subscriberId])),
    ...told,
  ])
  if (isTelling) await outbox.wake()
  await tellFalseAlarms(context, given)
  return isSure ? { kind: 'acknowledged', matters } : { kind: 'which', matters: meant }
}

type Answered = Answerable & { subscriberId: string; outcome: AcknowledgedAs; at: number }

/** For whom this one was turned to, and who was turned to for this one; once, when the first answer comes. */
async function tellOthers(
  context: Context,
  { releaseId, content, answered, subscriberId, outcome, at }: Answered,
): Promise<D1PreparedStatement[]> {
  if (answered !== null) return []
  const { watchId, name, url } = content
  const escalations = await escalationsOf(context.env.DB, releaseId, subscriberId)
  const others = new Set(escalations.flatMap(({ fromId, toId }) => [fromId, toId]))
  others.delete(subscriberId)
  const said: AlertContent = { kind: 'acknowledged', watchId, releaseId, name, url, outcome, at }
  return oweToThese(context, said, { to: [...others].map((id) => ({ subscriberId: id })) })
}

async function tellFalseAlarms(context: Context, given: readonly Answered[]): Promise<void> {
  for (const { releaseId, content, answered, outcome } of given) {
    if (outcome !== 'false-alarm' || answered === 'false-alarm') continue
    const message = WORDS.fr.acknowledged['false-alarm'](oneLine(content.name, 160))
    await tell(context, { level: 'warning', message, watchId: content.watchId })
    await weighFalseAlarms(context, releaseId)
  }
}
