/** Small facts about this installation, as text. */
export async function getSetting(db: D1Database, key: string): Promise<string | null> {
  const row = await db
    .prepare('SELECT value FROM settings WHERE key = ?')
    .bind(key)
    .first<{ value: string }>()
  return row?.value ?? null
}

export function putSetting(db: D1Database, key: string, value: string): D1PreparedStatement {
  return db
    .prepare(
      'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    .bind(key, value)
}

/** Keeps what is already there: of two writers the first wins, and both read the same value back. */
export async function settleSetting(db: D1Database, key: string, value: string): Promise<string> {
  await db
    .prepare('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING')
    .bind(key, value)
    .run()
  return (await getSetting(db, key)) ?? value
}

/** As `settleSetting`, for one day: the first writer of another day replaces what stood there. */
export async function settleDaily(
  db: D1Database,
  key: string,
  { day, value }: { day: string; value: string },
): Promise<string> {
  await db
    .prepare(
      `INSERT INTO settings (key, value) VALUES (?1, ?2 || ':' || ?3) ON CONFLICT (key) DO UPDATE SET
         value = excluded.value WHERE settings.value NOT LIKE ?2 || ':%'`,
    )
    .bind(key, day, value)
    .run()
  const kept = (await getSetting(db, key)) ?? ''
  return kept.startsWith(`${day}:`) ? kept.slice(day.length + 1) : value
}

/** Forgets what `settleDaily` has kept for any other day. */
export function dropOtherDays(db: D1Database, key: string, day: string): D1PreparedStatement {
  return db.prepare(`DELETE FROM settings WHERE key = ?1 AND value NOT LIKE ?2 || ':%'`).bind(key, day)
}
