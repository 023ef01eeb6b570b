/** Admin sessions; of a token only its SHA-256 is kept. Times are epoch milliseconds. */
export function insertSession(
  db: D1Database,
  session: { tokenHash: string; createdAt: number; expiresAt: number },
): D1PreparedStatement {
  return db
    .prepare('INSERT INTO sessions (token_hash, created_at, expires_at) VALUES (?, ?, ?)')
    .bind(session.tokenHash, session.createdAt, session.expiresAt)
}

/** When the session ends, `null` when there is none now. */
export async function readExpiry(db: D1Database, tokenHash: string, now: number): Promise<number | null> {
  const row = await db
    .prepare('SELECT expires_at FROM sessions WHERE token_hash = ? AND expires_at > ?')
    .bind(tokenHash, now)
    .first<{ expires_at: number }>()
  return row?.expires_at ?? null
}

export async function prolongSession(db: D1Database, tokenHash: string, expiresAt: number): Promise<void> {
  await db
    .prepare('UPDATE sessions SET expires_at = ?2 WHERE token_hash = ?1')
    .bind(tokenHash, expiresAt)
    .run()
}

export async function deleteSession(db: D1Database, tokenHash: string): Promise<void> {
  await db.prepare('DELETE FROM sessions WHERE token_hash = ?').bind(tokenHash).run()
}

export function deleteAllSessions(db: D1Database): D1PreparedStatement {
  return db.prepare('DELETE FROM sessions')
}

export function pruneSessions(db: D1Database, now: number): D1PreparedStatement {
  return db.prepare('DELETE FROM sessions WHERE expires_at <= ?').bind(now)
}
