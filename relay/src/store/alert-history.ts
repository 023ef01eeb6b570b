const PRUNED = 'openings_pruned'
const REACHED_OPENING = `kind IN ('opened', 'more') AND reached = 1`

/** Openings that reached somebody, the forgotten ones included. */
export async function countSentOpenings(db: D1Database): Promise<number> {
  const row = await db
    .prepare(
      `SELECT (SELECT count(*) FROM contents WHERE ${REACHED_OPENING})
            + coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE key = ?), 0) AS count`,
    )
    .bind(PRUNED)
    .first<{ count: number }>()
  return row?.count ?? 0
}

/**
 * Forgets finished alerts and their deliveries from before `before` (epoch ms), then contents that no alert needs any
 * more; the number of openings stays.
 */
export function pruneAlerts(db: D1Database, before: number): D1PreparedStatement[] {
  const old = `created_at < ?1 AND NOT EXISTS (SELECT 1 FROM alerts WHERE alerts.content_id = contents.id)`
  return [
    db
      .prepare(
        `DELETE FROM alerts WHERE state IN ('sent', 'acknowledged', 'given-up', 'withdrawn', 'gathered') AND created_at < ?`,
      )
      .bind(before),
    db
      .prepare(
        `INSERT INTO settings (key, value)
         SELECT ?2, CAST(count(*) AS TEXT) FROM contents WHERE ${old} AND ${REACHED_OPENING}
         ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + CAST(excluded.value AS INTEGER) AS TEXT)`,
      )
      .bind(before, PRUNED),
    db.prepare(`DELETE FROM contents WHERE ${old}`).bind(before),
  ]
}

/** How many messages about a watch people are owed since then (epoch ms). */
export async function countOwed(db: D1Database, watchId: string, since: number): Promise<number> {
  const row = await db
    .prepare(
      `SELECT count(*) AS count FROM alerts JOIN contents ON contents.id = content_id
       WHERE contents.watch_id = ? AND contents.created_at >= ? AND channel <> 'log'`,
    )
    .bind(watchId, since)
    .first<{ count: number }>()
  return row?.count ?? 0
}
