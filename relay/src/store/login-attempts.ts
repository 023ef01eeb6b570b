export type Attempt = { count: number; untilAt: number }

/**
 * Counts an attempt before it is judged, so that many at once cannot slip through, and answers how many the
 * running window (`windowMs`) has seen. `untilAt`: when the window ends, epoch ms. Ended windows are deleted.
 */
export async function countAttempt(
  db: D1Database,
  { bucket, now, windowMs }: { bucket: string; now: number; windowMs: number },
): Promise<Attempt> {
  const [, counted] = await db.batch<{ failures: number; until_at: number }>([
    db.prepare('DELETE FROM login_attempts WHERE until_at <= ?').bind(now),
    db
      .prepare(
        `INSERT INTO login_attempts (bucket, failures, until_at) VALUES (?, 1, ?)
         ON CONFLICT (bucket) DO UPDATE SET failures = failures + 1 RETURNING failures, until_at`,
      )
      .bind(bucket, now + windowMs),
  ])
  const row = counted?.results[0]
  return { count: row?.failures ?? 1, untilAt: row?.until_at ?? now + windowMs }
}

/** How many attempts the running window of a bucket has seen. */
export async function readAttempts(db: D1Database, bucket: string, now: number): Promise<number> {
  const row = await db
    .prepare('SELECT failures FROM login_attempts WHERE bucket = ? AND until_at > ?')
    .bind(bucket, now)
    .first<{ failures: number }>()
  return row?.failures ?? 0
}

/** A right password is no failure: the client starts afresh, the whole gets its attempt back. */
export function forgiveAttempt(
  db: D1Database,
  { client, whole }: { client: string; whole: string },
): D1PreparedStatement[] {
  return [
    db.prepare('DELETE FROM login_attempts WHERE bucket = ?').bind(client),
    db
      .prepare('UPDATE login_attempts SET failures = failures - 1 WHERE bucket = ? AND failures > 0')
      .bind(whole),
  ]
}
