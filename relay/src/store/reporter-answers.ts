/** What browsers answered about releases, counted with the answers of all subscribers. */

const HOUR_MS = 3_600_000

/** That release, or the newest of that watch that is open or has closed within the hour. */
export async function releaseNow(
  db: D1Database,
  about: { releaseId: string } | { watchId: string },
  now: number,
): Promise<{ id: string; watchId: string } | null> {
  const byRelease = 'releaseId' in about
  const where = byRelease ? 'id = ?1' : 'watch_id = ?1 AND (closed_at IS NULL OR closed_at > ?2)'
  const row = await db
    .prepare(`SELECT id, watch_id FROM releases WHERE ${where} ORDER BY opened_at DESC LIMIT 1`)
    .bind(...(byRelease ? [about.releaseId] : [about.watchId, now - HOUR_MS]))
    .first<{ id: string; watch_id: string }>()
  return row === null ? null : { id: row.id, watchId: row.watch_id }
}

/** Counts it once for each owner, also when it is said twice at the same time. `false`: it was counted before. */
export async function countFalseAlarm(
  db: D1Database,
  { releaseId, reporterId, at }: { releaseId: string; reporterId: string; at: number },
): Promise<boolean> {
  const [counted] = await db.batch<{ count: number }>([
    db
      .prepare(
        `INSERT INTO release_outcomes (release_id, outcome, count)
         SELECT ?1, 'false-alarm', 1 WHERE NOT EXISTS (
           SELECT 1 FROM reporter_answers AS a LEFT JOIN reporters AS r ON r.id = a.reporter_id
           WHERE a.release_id = ?1
             AND (a.reporter_id = ?2 OR r.owner_key = (SELECT owner_key FROM reporters WHERE id = ?2)))
         ON CONFLICT (release_id, outcome) DO UPDATE SET count = count + 1 RETURNING count`,
      )
      .bind(releaseId, reporterId),
    db
      .prepare(
        `INSERT INTO reporter_answers (release_id, reporter_id, at) VALUES (?, ?, ?)
         ON CONFLICT DO NOTHING`,
      )
      .bind(releaseId, reporterId, at),
  ])
  return (counted?.results.length ?? 0) > 0
}
