/** Hosts that have, or had, a lane. */
export async function listLanes(db: D1Database): Promise<string[]> {
  const { results } = await db.prepare('SELECT host FROM lanes ORDER BY host').all<{ host: string }>()
  return results.map((row) => row.host)
}

export async function rememberLane(db: D1Database, host: string, at: number): Promise<void> {
  await db
    .prepare('INSERT INTO lanes (host, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING')
    .bind(host, at)
    .run()
}

/** Forgets hosts that have had no watch since before `before` (epoch ms). */
export function pruneLanes(db: D1Database, before: number): D1PreparedStatement {
  return db
    .prepare('DELETE FROM lanes WHERE created_at < ? AND host NOT IN (SELECT host FROM watches)')
    .bind(before)
}
