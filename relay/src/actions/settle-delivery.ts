import type { Attempt, Outcome } from '#core/delivery.ts'
import type { Context } from '../context.ts'
import type { WaitingAlert } from '../store/alerts.ts'
import type { OutcomeRow } from '../store/deliveries.ts'
import type { SettledAlert } from './tell-settled.ts'

import { settle, settleLightly } from '#core/delivery.ts'

import { readAlerts } from '../store/alerts.ts'
import { selectOutcomes, settleAlerts } from '../store/deliveries.ts'
import { moveSubscriber } from '../store/subscriber-upkeep.ts'
import { disableSubscriber } from '../store/subscribers.ts'
import { followSettled } from './follow-settled.ts'
import { oweUndeliverable } from './owe-alerts.ts'
import { isLight, tellSettled } from './tell-settled.ts'

export type Ended = { attempt: Attempt; outcome: Outcome | null }

/**
 * Writes what came of attempts, and what follows from it, in one batch for all. Idempotent: a second time it changes
 * nothing and answers the same; `outcome` is null where the alert is gone. Throws when D1 fails; then it is to be called
 * again.
 */
export async function settleDeliveries(context: Context, attempts: readonly Attempt[]): Promise<Ended[]> {
  if (attempts.length === 0) return []
  const { DB } = context.env
  const alerts = new Map(
    (
      await readAlerts(
        DB,
        attempts.map(({ alertId }) => alertId),
      )
    ).map((alert) => [alert.id, alert]),
  )
  const settled = attempts.flatMap((attempt) => {
    const alert = alerts.get(attempt.alertId)
    const isOurs = alert?.state === 'leased' && alert.attempts === attempt.attempt
    return isOurs ? [settledBy(context, attempt, alert)] : []
  })
  const results = await DB.batch<OutcomeRow>([
    ...settleAlerts(DB, settled),
    ...settled.flatMap((one) => consequences(context, one)),
    ...followSettled(context, settled),
    selectOutcomes(DB, attempts),
  ])
  await tellSettled(context, settled)
  const outcomes = new Map(
    results.at(-1)?.results.map((row) => [`${row.alert_id} ${row.attempt}`, row.outcome]),
  )
  return attempts.map((attempt) => ({
    attempt,
    outcome: outcomes.get(`${attempt.alertId} ${attempt.attempt}`) ?? null,
  }))
}

function settledBy(context: Context, attempt: Attempt, alert: WaitingAlert): SettledAlert {
  const chance = context.random()
  const settlement = isLight(alert.content)
    ? settleLightly(alert, attempt, chance)
    : settle(alert, attempt, { release: alert.release, chance })
  return { alert, attempt, settlement }
}

/** An address that moved, or that takes nothing any more; and the word to the operator when an alert has ended. */
function consequences(context: Context, { alert, attempt, settlement }: SettledAlert): D1PreparedStatement[] {
  const { DB } = context.env
  const { delivery, channel, at } = attempt
  const id = alert.subscriberId
  const { outcome } = settlement
  const detail = settlement.detail ?? ''
  const isGone = delivery.kind === 'refused' && delivery.permanent && delivery.scope !== 'channel'
  return [
    ...(delivery.kind === 'moved' ? moveSubscriber(DB, { id, to: delivery.to, at }) : []),
    ...(isGone && channel !== 'log' ? disableSubscriber(DB, { id, why: detail, at, handOn: true }) : []),
    ...(settlement.state === 'given-up' && !isLight(alert.content)
      ? oweUndeliverable(context, { alertId: alert.id, channel, outcome, detail })
      : []),
  ]
}
