/** Remembers what an authenticator is asked to sign, by its hash. `session`: who adds a passkey; '' signs in. */
export async function insertChallenge(
  db: D1Database,
  { hash, session, now, until }: { hash: string; session: string; now: number; until: number },
): Promise<void> {
  await db.batch([
    db.prepare('DELETE FROM challenges WHERE until_at <= ?').bind(now),
    db
      .prepare('INSERT INTO challenges (hash, session, until_at) VALUES (?, ?, ?)')
      .bind(hash, session, until),
  ])
}

/** `true` once, and in time. */
export async function takeChallenge(
  db: D1Database,
  { hash, session, now }: { hash: string; session: string; now: number },
): Promise<boolean> {
  const { meta } = await db
    .prepare('DELETE FROM challenges WHERE hash = ? AND session = ? AND until_at > ?')
    .bind(hash, session, now)
    .run()
  return meta.changes > 0
}
