import type { AlertContent } from '#core/alert.ts'
import type { Settlement } from '#core/delivery.ts'
import type { Context } from '../context.ts'
import type { WaitingAlert } from '../store/alerts.ts'
import type { Settled } from '../store/deliveries.ts'
import type { TellLine } from './tell.ts'

import { aboutOf, watchIdOf } from '#core/alert.ts'
import { duration } from '#core/clock.ts'
import { wordAlert, wordOutcome } from '#core/wording.ts'
import { WORDS } from '#core/words.ts'

import { tell } from './tell.ts'

export type SettledAlert = Settled & { alert: WaitingAlert }

/** What is worth little once it is late: tried a few times, and let go without a word. */
export function isLight({ kind }: AlertContent): boolean {
  return kind === 'picture' || kind === 'gone'
}

/** One line for each attempt that says something; one for all that arrived at once with the same words. */
export async function tellSettled(context: Context, settled: readonly SettledAlert[]): Promise<void> {
  const told = settled.filter(isWorthTelling)
  const groups = Map.groupBy(told, ({ alert: { content, channel }, settlement: { state, outcome } }) =>
    [state, outcome, channel, content.kind, aboutOf(content)].join(' '),
  )
  for (const [first, ...others] of groups.values()) {
    if (first !== undefined) await tell(context, lineOf(context, first, others.length + 1))
  }
}

/** The first failures, then one in ten: a long outage must not push everything else out of the log. */
const isEarly = (attempts: number) => attempts <= 3 || attempts % 10 === 0

function isWorthTelling({ alert, attempt, settlement }: SettledAlert): boolean {
  const isPicture = isLight(alert.content)
  const isLog = attempt.channel === 'log'
  // The log's own message is the line itself; an end is told by the `undeliverable` alert, which no crash can lose.
  if (settlement.state === 'sent') return !isLog
  if (settlement.state === 'given-up') return isLog || isPicture
  return !isPicture && isEarly(attempt.attempt)
}

function lineOf(context: Context, { alert, attempt, settlement }: SettledAlert, count: number): TellLine {
  const words = WORDS.fr
  const { publicUrl } = context.config
  const { title } = wordAlert(alert.content, { now: attempt.at, publicUrl, alertId: alert.id })
  const watchId = watchIdOf(alert.content)
  const isPicture = isLight(alert.content)
  const name = words.channels[attempt.channel]
  const why = wordOutcome(settlement, words) + (count > 1 ? ` (× ${count})` : '')
  const wait = words.nextTry(duration(Math.max(1000, settlement.nextAt - attempt.at), 'fr'))
  const lines: Record<Settlement['state'], TellLine> = {
    sent: {
      level: isPicture ? 'info' : 'success',
      message:
        count > 1
          ? words.deliveredMany(name, count, title)
          : words.delivered(name, attempt.durationMs, title),
    },
    'given-up': { level: isPicture ? 'warning' : 'error', message: words.notDelivered(name, why, title) },
    owed: { level: 'warning', message: words.notDelivered(name, why + wait, title) },
  }
  return { ...lines[settlement.state], ...(watchId === undefined ? {} : { watchId }) }
}
