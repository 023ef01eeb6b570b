/** True when offers were open at any instant between `from` and `to` (epoch ms). */
export async function anyReleaseWithin(db: D1Database, from: number, to: number): Promise<boolean> {
  const row = await db
    .prepare('SELECT 1 FROM releases WHERE opened_at < ?2 AND (closed_at IS NULL OR closed_at > ?1) LIMIT 1')
    .bind(from, to)
    .first()
  return row !== null
}
