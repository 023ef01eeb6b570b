import type { AcknowledgedAs } from '#core/alert.ts'
import type { OwnAlert, OwnAnswered } from '#core/own-alert.ts'
import type { Context } from '../context.ts'

import { readOwnAlerts } from '../store/own-alerts.ts'
import { acknowledgeAlert } from './acknowledge.ts'
import { ownerOf } from './own-subscription.ts'

/** For how long it can be said how an alert ended. */
const RECENT_MS = 24 * 3_600_000
const SHOWN_MOST = 50

/** What somebody was told of within a day, the newest first; `null` when the token is no one's. */
export async function readRecent(context: Context, token: string): Promise<OwnAlert[] | null> {
  const owner = await ownerOf(context, token)
  if (owner === null) return null
  const since = context.now() - RECENT_MS
  return await readOwnAlerts(context.env.DB, { subscriberId: owner.id, since, most: SHOWN_MOST })
}

type OwnAnswer = ({ alertId: string } | { releaseId: string }) & { outcome: AcknowledgedAs }

/** Answers an alert of one's own; `unknown` when nothing of it was told to this subscription. */
export async function answerOwn(
  context: Context,
  token: string,
  answer: OwnAnswer,
): Promise<OwnAnswered | 'gone' | 'unknown'> {
  const owner = await ownerOf(context, token)
  if (owner === null) return 'gone'
  const done = await acknowledgeAlert(context, { ...answer, subscriberId: owner.id })
  if (done.kind === 'unknown') return 'unknown'
  const matches = done.matters.map(({ releaseId, content: { watchId, name } }) => ({
    releaseId,
    watchId,
    name,
  }))
  return { state: done.kind === 'which' ? 'which' : 'kept', matches }
}
