import type { Sum, Window } from '#core/dashboard.ts'

import { MINUTE_MS } from '#core/minute.ts'

/** What the dashboard draws, added up in SQL: what comes out is as long as the window has steps, however much there is. */

/** Hours count until `folded`, minutes from there on; where there are only minutes, `folded` is the window's beginning. */
export type Extent = Pick<Window, 'from' | 'step'> & { folded: number }

const BOTH = `SELECT * FROM metrics_hours WHERE at >= ?1 AND at < ?2
  UNION ALL SELECT * FROM metrics_minutes WHERE at >= max(?1, ?2)`

type SumRow = { available: number; none: number; unknown: number; drawn: number; page_ms: number }

const SUMS = `sum(available) AS available, sum(none) AS none, sum(unknown) AS unknown, sum(drawn) AS drawn,
  sum(page_ms) AS page_ms`

/** The same with another word for one column. */
function toSum<Row extends SumRow>({ page_ms: pageMs, ...row }: Row) {
  return { ...row, pageMs }
}

export async function looksBySteps(
  db: D1Database,
  { from, folded, step }: Extent,
): Promise<(Sum & { at: number })[]> {
  const { results } = await db
    .prepare(`SELECT at - at % ?3 AS at, ${SUMS} FROM (${BOTH}) GROUP BY 1`)
    .bind(from, folded, step)
    .all<SumRow & { at: number }>()
  return results.map(toSum)
}

export async function looksByHost(
  db: D1Database,
  { from, folded }: Extent,
): Promise<(Sum & { host: string })[]> {
  const { results } = await db
    .prepare(`SELECT host, ${SUMS} FROM (${BOTH}) GROUP BY host`)
    .bind(from, folded)
    .all<SumRow & { host: string }>()
  return results.map(toSum)
}

export async function reasonsWithin(
  db: D1Database,
  { from, folded }: Extent,
): Promise<{ reason: string; count: number }[]> {
  const { results } = await db
    .prepare(
      `SELECT one.key AS reason, sum(one.value) AS count FROM (${BOTH}) AS m, json_each(m.reasons) AS one
       WHERE m.unknown > 0 GROUP BY one.key`,
    )
    .bind(from, folded)
    .all<{ reason: string; count: number }>()
  return results
}

type RelayStep = { at: number; minutes: number; owed: number; oldestMs: number }

export async function relayBySteps(db: D1Database, { from, folded, step }: Extent): Promise<RelayStep[]> {
  const { results } = await db
    .prepare(
      `SELECT at - at % ?3 AS step, sum(minutes) AS minutes, max(owed) AS owed, max(oldest_ms) AS oldest_ms FROM (
         SELECT at, minutes, owed, oldest_ms FROM relay_hours WHERE at >= ?1 AND at < ?2
         UNION ALL SELECT at, 1, owed, oldest_ms FROM relay_minutes WHERE at >= max(?1, ?2)) GROUP BY step`,
    )
    .bind(from, folded, step)
    .all<{ step: number; minutes: number; owed: number; oldest_ms: number }>()
  return results.map(({ step: at, minutes, owed, oldest_ms: oldestMs }) => ({ at, minutes, owed, oldestMs }))
}

/** Reports of people's browsers. */
export async function reportsBySteps(
  db: D1Database,
  { from, step }: Pick<Window, 'from' | 'step'>,
): Promise<{ at: number; count: number }[]> {
  const { results } = await db
    .prepare(
      `SELECT received_at - received_at % ?2 AS at, count(*) AS count FROM reports WHERE received_at >= ?1
       GROUP BY 1`,
    )
    .bind(from, step)
    .all<{ at: number; count: number }>()
  return results
}

/** From a look that saw a seat to the channel's word that the message is there, ms. */
type Delivery = { count: number; medianMs: number; p95Ms: number; slowestMs: number }

type DeliveryRow = { part: string | number; count: number; median: number; p95: number; slowest: number }

/** Nearest rank: each figure is one that was measured. The log is nobody's channel. */
const DELIVERIES = (part: string) => `
  SELECT part, total AS count, max(ms) AS slowest,
    min(CASE WHEN rank = (total + 1) / 2 THEN ms END) AS median,
    min(CASE WHEN rank = (total * 95 + 99) / 100 THEN ms END) AS p95
  FROM (
    SELECT part, ms, row_number() OVER (PARTITION BY part ORDER BY ms) AS rank, count(*) OVER (PARTITION BY part) AS total
    FROM (
      SELECT ${part} AS part, max(0, alerts.sent_at - json_extract(contents.content, '$.seenAt')) AS ms
      FROM alerts JOIN contents ON contents.id = alerts.content_id
      WHERE alerts.created_at >= ?1 AND contents.kind IN ('opened', 'more') AND alerts.sent_at IS NOT NULL
        AND alerts.channel <> 'log' AND ?2 > 0))
  GROUP BY part, total ORDER BY part`

function toDelivery({ count, median, p95, slowest }: DeliveryRow): Delivery {
  return { count, medianMs: median, p95Ms: p95, slowestMs: slowest }
}

const ofChannel = (row: DeliveryRow) => ({ channel: String(row.part), ...toDelivery(row) })
const ofStep = (row: DeliveryRow) => ({ at: Number(row.part), ...toDelivery(row) })

export type Deliveries = {
  all: Delivery | null
  channels: ({ channel: string } & Delivery)[]
  steps: ({ at: number } & Delivery)[]
}

export async function deliveriesWithin(
  db: D1Database,
  { from, step }: Pick<Window, 'from' | 'step'>,
): Promise<Deliveries> {
  const parts = [`'all'`, 'alerts.channel', 'alerts.created_at - alerts.created_at % ?2']
  const [all, channels, steps] = await db.batch<DeliveryRow>(
    parts.map((part) => db.prepare(DELIVERIES(part)).bind(from, step)),
  )
  const [row] = all?.results ?? []
  return {
    all: row === undefined ? null : toDelivery(row),
    channels: (channels?.results ?? []).map(ofChannel),
    steps: (steps?.results ?? []).map(ofStep),
  }
}

/** What a bill is made of. */
export type Counted = { looks: number; activeMs: number; ranMs: number; hosts: number }

export async function countedSince(db: D1Database, { from, folded }: Omit<Extent, 'step'>): Promise<Counted> {
  type Row = { looks: number | null; active_ms: number | null; hosts: number; minutes: number | null }
  const row = await db
    .prepare(
      `SELECT sum(available + none + unknown) AS looks, sum(active_ms) AS active_ms, count(DISTINCT host) AS hosts,
         (SELECT coalesce(sum(minutes), 0) FROM relay_hours WHERE at >= ?1 AND at < ?2)
           + (SELECT count(*) FROM relay_minutes WHERE at >= max(?1, ?2)) AS minutes
       FROM (${BOTH})`,
    )
    .bind(from, folded)
    .first<Row>()
  return {
    looks: row?.looks ?? 0,
    activeMs: row?.active_ms ?? 0,
    ranMs: (row?.minutes ?? 0) * MINUTE_MS,
    hosts: row?.hosts ?? 0,
  }
}

/** Visitors and clicks by day since `from` (`2026-11-20`), oldest first; days without any are left out. */
export async function visitsByDay(
  db: D1Database,
  from: string,
): Promise<{ day: string; visitors: number; clicks: number }[]> {
  const { results } = await db
    .prepare(
      `SELECT day, sum(CASE WHEN kind = 'visitor' THEN count ELSE 0 END) AS visitors,
         sum(CASE WHEN kind = 'telegram-click' THEN count ELSE 0 END) AS clicks
       FROM visits WHERE day >= ? GROUP BY day ORDER BY day`,
    )
    .bind(from)
    .all<{ day: string; visitors: number; clicks: number }>()
  return results
}
