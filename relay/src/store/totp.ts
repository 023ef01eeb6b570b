/** The one app that makes codes; `confirmedAt` is `null` until its first code was right. `secret` in base32. */
export type StoredTotp = { secret: string; confirmedAt: number | null; step: number; createdAt: number }

type Row = { secret: string; confirmed_at: number | null; step: number; created_at: number }

export async function readTotp(db: D1Database): Promise<StoredTotp | null> {
  const row = await db.prepare('SELECT * FROM totp WHERE one = 1').first<Row>()
  if (row === null) return null
  return { secret: row.secret, confirmedAt: row.confirmed_at, step: row.step, createdAt: row.created_at }
}

/** Begins anew, unless one is confirmed: `false` then. */
export async function beginTotp(db: D1Database, secret: string, now: number): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `INSERT INTO totp (one, secret, created_at) VALUES (1, ?1, ?2) ON CONFLICT (one) DO UPDATE SET
         secret = excluded.secret, created_at = excluded.created_at, step = 0 WHERE totp.confirmed_at IS NULL`,
    )
    .bind(secret, now)
    .run()
  return meta.changes > 0
}

/** Takes the code of a step (of 30 s) once: `false` when this one or a later one was used already. */
export async function useStep(
  db: D1Database,
  { secret, step, confirmAt }: { secret: string; step: number; confirmAt: number },
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `UPDATE totp SET step = ?2, confirmed_at = coalesce(confirmed_at, ?3)
       WHERE one = 1 AND secret = ?1 AND step < ?2`,
    )
    .bind(secret, step, confirmAt)
    .run()
  return meta.changes > 0
}

export async function deleteTotp(db: D1Database): Promise<boolean> {
  const { meta } = await db.prepare('DELETE FROM totp WHERE one = 1').run()
  return meta.changes > 0
}
