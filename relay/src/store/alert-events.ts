import type { AlertState } from '#core/alert.ts'
import type { AlertEvent } from '#core/person.ts'
import type { TrailCursor, TrailQuery } from './alert-trail.ts'

import { NO_ALERTS } from '#core/person.ts'

import { conditionsOf } from './alert-trail.ts'

export type EventQuery = Omit<TrailQuery, 'subscriberId' | 'eventId'>

type Row = {
  id: string
  kind: AlertEvent['kind']
  watch_id: string | null
  name: string | null
  at: number
  state: AlertState
  count: number
  quickest: number | null
  slowest: number | null
}

/**
 * Messages that were owed to many, the newest first: each with what became of it. Of those with an alert that answers to
 * the query; its channel bounds what is counted too.
 */
export async function readEvents(
  db: D1Database,
  { after, limit, ...query }: EventQuery,
): Promise<{ events: AlertEvent[]; next: TrailCursor | null }> {
  const { from, to, watchId, text, ...ofAlerts } = query
  const parts: [string, string | number | undefined][] = [
    ['contents.watch_id = ?', watchId],
    ['contents.created_at >= ?', from],
    ['contents.created_at < ?', to],
    [`instr(lower(coalesce(json_extract(contents.content, '$.name'), '')), lower(?)) > 0`, text],
  ]
  const given = parts.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, values: [value] }]))
  const owed = conditionsOf(ofAlerts)
  const where = [
    ...given,
    {
      sql: `EXISTS (SELECT 1 FROM alerts WHERE ${['alerts.content_id = contents.id', ...owed.map(({ sql }) => sql)].join(' AND ')})`,
      values: owed.flatMap(({ values }) => values),
    },
    ...(after === undefined
      ? []
      : [{ sql: '(contents.created_at, contents.id) < (?, ?)', values: [after.at, after.id] }]),
  ]
  const { results } = await db
    .prepare(
      `WITH page AS (
         SELECT * FROM contents WHERE ${where.map(({ sql }) => sql).join(' AND ')}
         ORDER BY created_at DESC, id DESC LIMIT ?)
       SELECT page.id, page.kind, page.watch_id, json_extract(page.content, '$.name') AS name, page.created_at AS at,
         alerts.state, count(*) AS count, min(alerts.sent_at - alerts.created_at) AS quickest,
         max(alerts.sent_at - alerts.created_at) AS slowest
       FROM page JOIN alerts ON alerts.content_id = page.id ${query.channel === undefined ? '' : 'AND alerts.channel = ?'}
       GROUP BY page.id, alerts.state ORDER BY page.created_at DESC, page.id DESC`,
    )
    .bind(
      ...where.flatMap(({ values }) => values),
      limit + 1,
      ...(query.channel === undefined ? [] : [query.channel]),
    )
    .all<Row>()
  const found = gather(results)
  const events = found.slice(0, limit)
  const last = events.at(-1)
  return { events, next: found.length > limit && last !== undefined ? { at: last.at, id: last.id } : null }
}

function gather(rows: readonly Row[]): AlertEvent[] {
  const events = new Map<string, AlertEvent>()
  for (const { id, kind, watch_id: watchId, name, at, state, count, quickest, slowest } of rows) {
    const before = events.get(id)
    events.set(id, {
      id,
      kind,
      watchId,
      name: name ?? '',
      at,
      counts: { ...(before?.counts ?? NO_ALERTS), [state]: count },
      quickestMs: least(before?.quickestMs ?? null, quickest),
      slowestMs: most(before?.slowestMs ?? null, slowest),
    })
  }
  return [...events.values()]
}

const least = (a: number | null, b: number | null) => (a === null || b === null ? (a ?? b) : Math.min(a, b))
const most = (a: number | null, b: number | null) => (a === null || b === null ? (a ?? b) : Math.max(a, b))
