import type { Reason } from '#core/verdict.ts'

/** A span without a trustworthy verdict; `endedAt` is null while it lasts. Epoch milliseconds. */
export type BlindSpan = { watchId: string; beganAt: number; endedAt: number | null; reason: Reason }

type Row = { watch_id: string; began_at: number; ended_at: number | null; reason: Reason }

export function beginBlindness(
  db: D1Database,
  span: { watchId: string; at: number; reason: Reason },
): D1PreparedStatement {
  return db
    .prepare('INSERT INTO blindness (watch_id, began_at, reason) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    .bind(span.watchId, span.at, span.reason)
}

export function endBlindness(db: D1Database, watchId: string, at: number): D1PreparedStatement {
  return db
    .prepare('UPDATE blindness SET ended_at = ? WHERE watch_id = ? AND ended_at IS NULL')
    .bind(at, watchId)
}

/** Spans that touch `from`..`to`, oldest first. */
export async function blindSpans(db: D1Database, from: number, to: number): Promise<BlindSpan[]> {
  const { results } = await db
    .prepare(
      'SELECT * FROM blindness WHERE began_at < ?2 AND (ended_at IS NULL OR ended_at > ?1) ORDER BY began_at',
    )
    .bind(from, to)
    .all<Row>()
  return results.map((row) => ({
    watchId: row.watch_id,
    beganAt: row.began_at,
    endedAt: row.ended_at,
    reason: row.reason,
  }))
}

/** Milliseconds of blindness that each watch has had within the kept history, running spans included. */
export async function blindTotals(db: D1Database, now: number): Promise<Map<string, number>> {
  const { results } = await db
    .prepare('SELECT watch_id, sum(coalesce(ended_at, ?1) - began_at) AS ms FROM blindness GROUP BY watch_id')
    .bind(now)
    .all<{ watch_id: string; ms: number }>()
  return new Map(results.map((row) => [row.watch_id, row.ms]))
}
