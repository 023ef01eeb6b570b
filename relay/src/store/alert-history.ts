const PRUNED = 'openings_pruned'
const SENT_OPENING = `kind IN ('opened', 'more') AND state IN ('sent', 'acknowledged')`

/** Openings that reached somebody, the forgotten ones included. */
export async function countSentOpenings(db: D1Database): Promise<number> {
  const row = await db
    .prepare(
      `SELECT (SELECT count(*) FROM alerts WHERE ${SENT_OPENING})
            + coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE key = ?), 0) AS count`,
    )
    .bind(PRUNED)
    .first<{ count: number }>()
  return row?.count ?? 0
}

/** Forgets finished alerts and their deliveries from before `before` (epoch ms); their number stays. */
export function pruneAlerts(db: D1Database, before: number): D1PreparedStatement[] {
  const old = `state IN ('sent', 'acknowledged', 'given-up') AND created_at < ?1`
  return [
    db
      .prepare(
        `INSERT INTO settings (key, value)
         SELECT ?2, CAST(count(*) AS TEXT) FROM alerts WHERE ${old} AND ${SENT_OPENING}
         ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + CAST(excluded.value AS INTEGER) AS TEXT)`,
      )
      .bind(before, PRUNED),
    db.prepare(`DELETE FROM alerts WHERE ${old}`).bind(before),
  ]
}
