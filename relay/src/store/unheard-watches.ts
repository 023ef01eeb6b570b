/** Watches about which no browser is heard: the operator's switch. */
export async function unheardWatches(db: D1Database): Promise<string[]> {
  const { results } = await db
    .prepare('SELECT watch_id FROM unheard_watches ORDER BY watch_id')
    .all<{ watch_id: string }>()
  return results.map((row) => row.watch_id)
}

export async function isUnheard(db: D1Database, watchId: string): Promise<boolean> {
  return (await db.prepare('SELECT 1 FROM unheard_watches WHERE watch_id = ?').bind(watchId).first()) !== null
}

export function switchWatch(
  db: D1Database,
  { watchId, heard, at }: { watchId: string; heard: boolean; at: number },
): D1PreparedStatement {
  return heard
    ? db.prepare('DELETE FROM unheard_watches WHERE watch_id = ?').bind(watchId)
    : db
        .prepare('INSERT INTO unheard_watches (watch_id, at) VALUES (?, ?) ON CONFLICT DO NOTHING')
        .bind(watchId, at)
}
