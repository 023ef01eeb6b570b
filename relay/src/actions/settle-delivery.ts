import type { Attempt, Outcome, Settlement } from '#core/delivery.ts'
import type { Context } from '../context.ts'
import type { WaitingAlert } from '../store/alerts.ts'
import type { OutcomeRow } from '../store/deliveries.ts'
import type { TellLine } from './tell.ts'

import { watchIdOf } from '#core/alert.ts'
import { duration } from '#core/clock.ts'
import { settle, settlePicture } from '#core/delivery.ts'
import { wordAlert, wordOutcome } from '#core/wording.ts'
import { WORDS } from '#core/words.ts'

import { oweAlert, readAlert, settleAlert } from '../store/alerts.ts'
import { insertDelivery, selectOutcome } from '../store/deliveries.ts'
import { putSetting } from '../store/settings.ts'
import { oweUndeliverable } from './owe-alerts.ts'
import { tell } from './tell.ts'

/**
 * Writes what came of an attempt, and what follows from it, in one batch. Idempotent: a second time it changes nothing
 * and answers the same. `null` when the alert is gone. Throws when D1 fails; then it is to be called again.
 */
export async function settleDelivery(context: Context, attempt: Attempt): Promise<Outcome | null> {
  const { DB } = context.env
  const alert = await readAlert(DB, attempt.alertId)
  if (alert === null) return null
  const isOurs = alert.state === 'leased' && alert.attempts === attempt.attempt
  const isPicture = alert.content.kind === 'picture'
  const chance = context.random()
  const settlement = isPicture
    ? settlePicture(alert, attempt, chance)
    : settle(alert, attempt, { release: alert.release, chance })
  const { channel, delivery } = attempt
  const { outcome, detail } = settlement
  const results = await DB.batch<OutcomeRow>([
    ...(isOurs
      ? [
          settleAlert(DB, attempt, settlement),
          insertDelivery(DB, attempt, settlement),
          ...(delivery.kind === 'moved' ? [putSetting(DB, `moved:${alert.subscriberId}`, delivery.to)] : []),
          ...(settlement.state === 'given-up' && !isPicture
            ? oweUndeliverable(context, { alertId: alert.id, channel, outcome, detail: detail ?? '' }).map(
                (owed) => oweAlert(DB, owed),
              )
            : []),
        ]
      : []),
    selectOutcome(DB, attempt),
  ])
  if (isOurs) await tellSettlement(context, { alert, attempt, settlement })
  return results.at(-1)?.results[0]?.outcome ?? null
}

type Settled = { alert: WaitingAlert; attempt: Attempt; settlement: Settlement }

/** The first failures, then one in ten: a long outage must not push everything else out of the log. */
const isWorthTelling = (attempts: number) => attempts <= 3 || attempts % 10 === 0

async function tellSettlement(context: Context, { alert, attempt, settlement }: Settled): Promise<void> {
  const { channel } = attempt
  const isPicture = alert.content.kind === 'picture'
  // The log's own message is the line itself; an end is told by the `undeliverable` alert, which no crash can lose.
  if (settlement.state === 'sent' && channel === 'log') return
  if (settlement.state === 'given-up' && channel !== 'log' && !isPicture) return
  if (settlement.state === 'owed' && isPicture) return
  if (settlement.state === 'owed' && !isWorthTelling(attempt.attempt)) return
  const words = WORDS.fr
  const { publicUrl } = context.config
  const { title } = wordAlert(alert.content, { now: attempt.at, publicUrl, alertId: alert.id })
  const watchId = watchIdOf(alert.content)
  const name = words.channels[channel]
  const why = wordOutcome(settlement, words)
  const wait = words.nextTry(duration(Math.max(1000, settlement.nextAt - attempt.at), 'fr'))
  const lines: Record<Settlement['state'], TellLine> = {
    sent: {
      level: isPicture ? 'info' : 'success',
      message: words.delivered(name, attempt.durationMs, title),
    },
    'given-up': { level: isPicture ? 'warning' : 'error', message: words.notDelivered(name, why, title) },
    owed: { level: 'warning', message: words.notDelivered(name, why + wait, title) },
  }
  await tell(context, { ...lines[settlement.state], ...(watchId === undefined ? {} : { watchId }) })
}
