import type { AcknowledgedAs, AlertContent, AlertState, ChannelName } from './alert.ts'
import type { Outcome } from './delivery.ts'

import { csvLine } from './csv.ts'

/** One attempt: when its call began, when the answer had come (epoch ms), and what it was. */
export type TrailAttempt = {
  attempt: number
  leasedAt: number
  answeredAt: number
  outcome: Outcome
  detail: string | null
}

/** The whole life of one alert. Epoch ms. */
export type TrailAlert = {
  id: string
  /** For the operator, its handle. */
  subscriberId: string
  channel: ChannelName
  kind: AlertContent['kind']
  watchId: string | null
  releaseId: string | null
  /** Of the watch, or what the alert is called. */
  name: string
  state: AlertState
  owedAt: number
  attempts: TrailAttempt[]
  /** When it is tried next; `null` when it has ended. */
  nextAt: number | null
  sentAt: number | null
  acknowledgedAt: number | null
  acknowledgedAs: AcknowledgedAs | null
  /** When it was taken back, or told within a digest instead. */
  endedAt: number | null
}

/** One thing that happened to an alert. */
export type Moment =
  | { event: 'owed'; at: number }
  | { event: 'leased'; at: number; attempt: number }
  | { event: 'answered'; at: number; attempt: number; outcome: Outcome; detail: string | null }
  | { event: 'sent'; at: number }
  | { event: 'acknowledged'; at: number; as: AcknowledgedAs | null }
  | { event: 'given-up' | 'withdrawn' | 'gathered'; at: number }

/** An alert's life in the order in which it happened. */
export function lifeOf(alert: TrailAlert): Moment[] {
  const attempts = alert.attempts.flatMap(({ attempt, leasedAt, answeredAt, outcome, detail }): Moment[] => [
    { event: 'leased', at: leasedAt, attempt },
    { event: 'answered', at: answeredAt, attempt, outcome, detail },
  ])
  const endAt = alert.attempts.at(-1)?.answeredAt ?? alert.owedAt
  const { sentAt, acknowledgedAt, acknowledgedAs, state, endedAt } = alert
  const isOut = state === 'withdrawn' || state === 'gathered'
  return [
    { event: 'owed', at: alert.owedAt },
    ...attempts,
    ...(sentAt === null ? [] : [{ event: 'sent' as const, at: sentAt }]),
    ...(state === 'given-up' ? [{ event: state, at: endAt }] : []),
    ...(isOut && endedAt !== null ? [{ event: state, at: endedAt }] : []),
    ...(acknowledgedAt === null
      ? []
      : [{ event: 'acknowledged' as const, at: acknowledgedAt, as: acknowledgedAs }]),
  ]
}

export const TRAIL_HEAD = csvLine([
  'alert',
  'subscriber',
  'channel',
  'kind',
  'watch',
  'name',
  'event',
  'attempt',
  'at',
  'detail',
])

/** One line for each moment of each alert, RFC 4180; safe to open in a spreadsheet. */
export function trailLines(alerts: readonly TrailAlert[]): string {
  const lines = alerts.flatMap((alert) =>
    lifeOf(alert).map((moment) =>
      csvLine([
        alert.id,
        alert.subscriberId,
        alert.channel,
        alert.kind,
        alert.watchId ?? '',
        alert.name,
        moment.event,
        'attempt' in moment ? String(moment.attempt) : '',
        new Date(moment.at).toISOString(),
        detailOf(moment),
      ]),
    ),
  )
  return lines.join('')
}

function detailOf(moment: Moment): string {
  if (moment.event === 'acknowledged') return moment.as ?? ''
  if (moment.event !== 'answered') return ''
  return moment.detail === null ? moment.outcome : `${moment.outcome}: ${moment.detail}`
}
