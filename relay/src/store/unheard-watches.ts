/** Watches about which no browser is heard: the operator's switch. */
export async function unheardWatches(db: D1Database): Promise<string[]> {
  const { results } = await db
    .prepare('SELECT watch_id FROM unheard_watches ORDER BY watch_id')
    .all<{ watch_id: string }>()
  return results.map((row) => row.watch_id)
}

/** The operator hears no browser about anything, whatever watches there are and will be. */
const NOBODY = 'reporters.unheard'

export async function isUnheard(db: D1Database, watchId: string): Promise<boolean> {
  const row = await db
    .prepare(
      `SELECT 1 FROM unheard_watches WHERE watch_id = ?1
       UNION ALL SELECT 1 FROM settings WHERE key = '${NOBODY}' LIMIT 1`,
    )
    .bind(watchId)
    .first()
  return row !== null
}

export async function isNobodyHeard(db: D1Database): Promise<boolean> {
  return (await db.prepare('SELECT 1 FROM settings WHERE key = ?').bind(NOBODY).first()) !== null
}

export function switchAll(
  db: D1Database,
  { heard, at }: { heard: boolean; at: number },
): D1PreparedStatement {
  return heard
    ? db.prepare('DELETE FROM settings WHERE key = ?').bind(NOBODY)
    : db
        .prepare('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO NOTHING')
        .bind(NOBODY, String(at))
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
