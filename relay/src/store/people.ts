import type { AlertState, ChannelName } from '#core/alert.ts'
import type { PeopleCounts, PeopleState, PersonRecord } from '#core/person.ts'
import type { Subscriber } from '#core/subscriber.ts'
import type { SubscriberRow } from './subscribers.ts'

import { middleOf, NO_ALERTS } from '#core/person.ts'
import { LOG_ID } from '#core/subscriber.ts'

import { toSubscriber } from './subscribers.ts'

/** Those who get alerts, as the operator looks through them. */

export type PeopleQuery = {
  now: number
  after?: { at: number; id: string } | undefined
  channel?: ChannelName | undefined
  state?: PeopleState | undefined
  /** Who is told of this watch. */
  watchId?: string | undefined
  /** Those whose id begins so, and those with one of these ids. */
  mark?: { begins: string; ids: readonly string[] } | undefined
  /** Those of just this address, whatever its case. */
  address?: string | undefined
  limit: number
}
export type Found = { subscriber: Subscriber; last: { state: AlertState; at: number } | null }

/** The index of what was given up is used only where the state stands in words. */
const STATES: { readonly [state in PeopleState]: string } = {
  active: `(s.state = 'active' AND coalesce(s.paused_until, 0) <= ?1)`,
  paused: `(s.state = 'active' AND coalesce(s.paused_until, 0) > ?1)`,
  pending: `(s.state = 'pending')`,
  disabled: `(s.state = 'disabled')`,
  missed: `(s.id IN (SELECT subscriber_id FROM alerts WHERE alerts.state = 'given-up'))`,
}

const whereOf = (state: PeopleState | undefined) => `s.id <> '${LOG_ID}' AND (s.created_at, s.id) < (?2, ?3)
  AND (?4 IS NULL OR s.channel = ?4)
  AND (?5 IS NULL OR substr(s.id, 1, length(?5)) = ?5 OR s.id IN (SELECT value FROM json_each(?6)))
  AND (?7 IS NULL OR (EXISTS (SELECT 1 FROM json_each(s.watches) WHERE value IN ('all', ?7))
    AND (s.role = 'operator' OR EXISTS (SELECT 1 FROM watches WHERE watches.id = ?7 AND watches.public = 1))))
  AND (?8 IS NULL OR lower(s.address) = lower(?8))
  AND ${state === undefined ? '?1 > 0' : STATES[state]}`

/** Everyone but the log, the newest first, from after a given one on; and how many there are on all pages. */
export async function pagePeople(
  db: D1Database,
  query: PeopleQuery,
): Promise<{ people: Found[]; found: number }> {
  const { after, channel, mark, watchId, address, limit } = query
  const where = whereOf(query.state)
  const values = (from: PeopleQuery['after']) => [
    query.now,
    from?.at ?? Number.MAX_SAFE_INTEGER,
    from?.id ?? '',
    channel ?? null,
    mark?.begins ?? null,
    JSON.stringify(mark?.ids ?? []),
    watchId ?? null,
    address ?? null,
  ]
  const [rows, count] = await db.batch<SubscriberRow & { last: string | null; found: number }>([
    db
      .prepare(
        `SELECT s.*, (SELECT json_object('state', state, 'at', created_at) FROM alerts
           WHERE subscriber_id = s.id ORDER BY created_at DESC LIMIT 1) AS last
         FROM subscribers AS s WHERE ${where} ORDER BY s.created_at DESC, s.id DESC LIMIT ?9`,
      )
      .bind(...values(after), limit),
    db.prepare(`SELECT count(*) AS found FROM subscribers AS s WHERE ${where}`).bind(...values(undefined)),
  ])
  const people = (rows?.results ?? []).map((row) => {
    // The query itself makes the column.
    const last: Found['last'] = row.last === null ? null : JSON.parse(row.last)
    return { subscriber: toSubscriber(row), last }
  })
  return { people, found: count?.results[0]?.found ?? 0 }
}

/** How many stand how. Who missed something stands in a state of their own, too. */
export async function countPeople(db: D1Database, now: number): Promise<PeopleCounts & { total: number }> {
  const sums = Object.entries(STATES).map(([state, sql]) => `coalesce(sum(${sql}), 0) AS ${state}`)
  const row = await db
    .prepare(`SELECT count(*) AS total, ${sums.join(', ')} FROM subscribers AS s WHERE s.id <> ?2`)
    .bind(now, LOG_ID)
    .first<PeopleCounts & { total: number }>()
  return row ?? { total: 0, active: 0, paused: 0, pending: 0, disabled: 0, missed: 0 }
}

/** The ids of those who turn to this one when they do not answer. */
export async function listSecondOf(db: D1Database, id: string): Promise<string[]> {
  const { results } = await db
    .prepare('SELECT id FROM subscribers WHERE escalate_to = ? ORDER BY created_at, id LIMIT 50')
    .bind(id)
    .all<{ id: string }>()
  return results.map((row) => row.id)
}

const NEWEST_SENT = 200
const DAY_MS = 86_400_000

type StateRow = {
  state: AlertState
  count: number
  owed: number
  sent: number | null
  answered: number | null
}
type DayRow = { day: number; sent: number; missed: number; other: number }

/** What became of the alerts to one subscriber. `since`: epoch ms, of the days. */
export async function readRecord(db: D1Database, id: string, since: number): Promise<PersonRecord> {
  const [states, failures, waits, days] = await db.batch([
    db
      .prepare(
        `SELECT state, count(*) AS count, min(created_at) AS owed, max(sent_at) AS sent,
           max(acknowledged_at) AS answered FROM alerts WHERE subscriber_id = ? GROUP BY state`,
      )
      .bind(id),
    db
      .prepare(
        `SELECT deliveries.at, outcome, detail FROM alerts JOIN deliveries ON alert_id = alerts.id
         WHERE subscriber_id = ? AND outcome <> 'sent' ORDER BY deliveries.at DESC LIMIT 1`,
      )
      .bind(id),
    db
      .prepare(
        `SELECT sent_at - alerts.created_at AS ms FROM alerts JOIN contents ON contents.id = content_id
         WHERE subscriber_id = ? AND sent_at IS NOT NULL AND contents.kind IN ('opened', 'more')
         ORDER BY alerts.created_at DESC LIMIT ${NEWEST_SENT}`,
      )
      .bind(id),
    db
      .prepare(
        `SELECT created_at / ${DAY_MS} AS day, sum(state IN ('sent', 'acknowledged', 'gathered')) AS sent,
           sum(state = 'given-up') AS missed, sum(state IN ('owed', 'leased', 'withdrawn')) AS other
         FROM alerts WHERE subscriber_id = ? AND created_at >= ? GROUP BY day ORDER BY day`,
      )
      .bind(id, since),
  ])
  const byState = rowsOf<StateRow>(states)
  return {
    counts: { ...NO_ALERTS, ...Object.fromEntries(byState.map(({ state, count }) => [state, count])) },
    owedSince: byState.reduce<number | null>((least, { owed }) => Math.min(least ?? owed, owed), null),
    sentAt: newest(byState.map(({ sent }) => sent)),
    answeredAt: newest(byState.map(({ answered }) => answered)),
    failure: rowsOf<NonNullable<PersonRecord['failure']>>(failures)[0] ?? null,
    typicalMs: middleOf(rowsOf<{ ms: number }>(waits).map(({ ms }) => ms)),
    days: rowsOf<DayRow>(days),
  }
}

/** The queries above name the columns of each. */
function rowsOf<T>(answer: D1Result | undefined): T[] {
  // oxlint-disable-next-line no-unsafe-type-assertion
  return (answer?.results ?? []) as T[]
}

function newest(times: readonly (number | null)[]): number | null {
  const known = times.filter((at) => at !== null)
  return known.length === 0 ? null : Math.max(...known)
}
