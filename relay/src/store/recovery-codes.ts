/** One-time ways in, hashed. */
export async function replaceRecoveryCodes(db: D1Database, hashes: readonly string[]): Promise<void> {
  await db.batch([
    db.prepare('DELETE FROM recovery_codes'),
    ...hashes.map((hash) => db.prepare('INSERT INTO recovery_codes (hash) VALUES (?)').bind(hash)),
  ])
}

/** `true` once. */
export async function useRecoveryCode(db: D1Database, hash: string, now: number): Promise<boolean> {
  const { meta } = await db
    .prepare('UPDATE recovery_codes SET used_at = ? WHERE hash = ? AND used_at IS NULL')
    .bind(now, hash)
    .run()
  return meta.changes > 0
}

/** How many can still be used. */
export async function countRecoveryCodes(db: D1Database): Promise<number> {
  const row = await db
    .prepare('SELECT count(*) AS count FROM recovery_codes WHERE used_at IS NULL')
    .first<{ count: number }>()
  return row?.count ?? 0
}

export function deleteRecoveryCodes(db: D1Database): D1PreparedStatement {
  return db.prepare('DELETE FROM recovery_codes')
}
