/** Sign-ins whose password was right and that owe a second proof; of a token only its SHA-256 is kept. */
export async function insertHalf(
  db: D1Database,
  { tokenHash, now, until }: { tokenHash: string; now: number; until: number },
): Promise<void> {
  await db.batch([
    db.prepare('DELETE FROM half_sessions WHERE until_at <= ?').bind(now),
    db.prepare('INSERT INTO half_sessions (token_hash, until_at) VALUES (?, ?)').bind(tokenHash, until),
  ])
}

/** Counts an attempt before it is judged. `false` when there is no such sign-in, or it has had its attempts. */
export async function countHalf(
  db: D1Database,
  { tokenHash, now, most }: { tokenHash: string; now: number; most: number },
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      'UPDATE half_sessions SET attempts = attempts + 1 WHERE token_hash = ? AND until_at > ? AND attempts < ?',
    )
    .bind(tokenHash, now, most)
    .run()
  return meta.changes > 0
}

/** `true` for the one who ended it. */
export async function takeHalf(db: D1Database, tokenHash: string): Promise<boolean> {
  const { meta } = await db.prepare('DELETE FROM half_sessions WHERE token_hash = ?').bind(tokenHash).run()
  return meta.changes > 0
}

export function deleteAllHalves(db: D1Database): D1PreparedStatement {
  return db.prepare('DELETE FROM half_sessions')
}
