import type { AlertState, ChannelName } from '#core/alert.ts'
import type { TrailAlert, TrailAttempt } from '#core/alert-trail.ts'

type Row = {
  id: string
  subscriber_id: string
  channel: TrailAlert['channel']
  kind: TrailAlert['kind']
  watch_id: string | null
  release_id: string | null
  name: string | null
  state: TrailAlert['state']
  created_at: number
  next_at: number
  sent_at: number | null
  acknowledged_at: number | null
  ended_at: number | null
  acknowledged_as: TrailAlert['acknowledgedAs']
  attempts: string
}

/** Times are epoch ms; `to` is exclusive. */
export type TrailQuery = {
  watchId?: string | undefined
  subscriberId?: string | undefined
  /** Of one message, by the id of its content. */
  eventId?: string | undefined
  channel?: ChannelName | undefined
  state?: AlertState | undefined
  from?: number | undefined
  to?: number | undefined
  /** Part of what the message is about, whatever its case. */
  text?: string | undefined
  /** Only what comes after this one in the list, by its cursor. */
  after?: TrailCursor | undefined
  limit: number
}
export type TrailCursor = { at: number; id: string }

const SELECT = `SELECT alerts.id, alerts.subscriber_id, alerts.channel, contents.kind, contents.watch_id,
    contents.release_id, json_extract(contents.content, '$.name') AS name, alerts.state, alerts.created_at,
    alerts.next_at, alerts.sent_at, alerts.acknowledged_at, alerts.acknowledged_as, alerts.ended_at,
    (SELECT json_group_array(json_object('attempt', attempt, 'leasedAt', at - duration_ms, 'answeredAt', at,
       'outcome', outcome, 'detail', detail))
     FROM (SELECT * FROM deliveries WHERE alert_id = alerts.id ORDER BY attempt)) AS attempts
  FROM alerts JOIN contents ON contents.id = alerts.content_id`

/** The lives of alerts, the newest first, and where the list goes on. */
export async function readTrail(
  db: D1Database,
  query: TrailQuery,
): Promise<{ alerts: TrailAlert[]; next: TrailCursor | null }> {
  const { after, limit } = query
  const where = [
    ...conditionsOf(query),
    ...(after === undefined
      ? []
      : [{ sql: '(alerts.created_at, alerts.id) < (?, ?)', values: [after.at, after.id] }]),
  ]
  const condition = where.length === 0 ? '' : `WHERE ${where.map(({ sql }) => sql).join(' AND ')}`
  const { results } = await db
    .prepare(`${SELECT} ${condition} ORDER BY alerts.created_at DESC, alerts.id DESC LIMIT ?`)
    .bind(...where.flatMap(({ values }) => values), limit + 1)
    .all<Row>()
  const rows = results.slice(0, limit)
  const last = rows.at(-1)
  const next = results.length > limit && last !== undefined ? { at: last.created_at, id: last.id } : null
  return { alerts: rows.map(toTrail), next }
}

type Asked = { sql: string; values: (string | number)[] }

/** The index of what was given up is used only where the state stands in words. */
const STATES: { readonly [state in AlertState]: string } = {
  owed: `alerts.state = 'owed'`,
  leased: `alerts.state = 'leased'`,
  gathered: `alerts.state = 'gathered'`,
  sent: `alerts.state = 'sent'`,
  acknowledged: `alerts.state = 'acknowledged'`,
  'given-up': `alerts.state = 'given-up'`,
  withdrawn: `alerts.state = 'withdrawn'`,
}

/** Of the alerts themselves. */
export function conditionsOf(query: Omit<TrailQuery, 'after' | 'limit'>): Asked[] {
  const { watchId, subscriberId, eventId, channel, state, from, to, text } = query
  const parts: [string, string | number | undefined][] = [
    ['contents.watch_id = ?', watchId],
    ['alerts.subscriber_id = ?', subscriberId],
    ['alerts.content_id = ?', eventId],
    ['alerts.channel = ?', channel],
    ['alerts.created_at >= ?', from],
    ['alerts.created_at < ?', to],
    [
      `alerts.content_id IN (SELECT id FROM contents
         WHERE instr(lower(coalesce(json_extract(content, '$.name'), '')), lower(?)) > 0)`,
      text,
    ],
  ]
  return [
    ...parts.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, values: [value] }])),
    ...(state === undefined ? [] : [{ sql: STATES[state], values: [] }]),
  ]
}

function toTrail(row: Row): TrailAlert {
  // The query itself makes the column.
  const attempts: TrailAttempt[] = JSON.parse(row.attempts)
  return {
    id: row.id,
    subscriberId: row.subscriber_id,
    channel: row.channel,
    kind: row.kind,
    watchId: row.watch_id,
    releaseId: row.release_id,
    name: row.name ?? '',
    state: row.state,
    owedAt: row.created_at,
    attempts,
    nextAt: row.state === 'owed' ? row.next_at : null,
    sentAt: row.sent_at,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedAs: row.acknowledged_as,
    endedAt: row.ended_at,
  }
}
