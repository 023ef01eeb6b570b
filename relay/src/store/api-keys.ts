import type { Scope } from '#core/scope.ts'

/** Of a key only its SHA-256 is kept; `hint` is how it begins. Times are epoch ms, `usedDay` is a UTC day. */
export type StoredKey = {
  id: string
  name: string
  hint: string
  scopes: Scope[]
  createdAt: number
  expiresAt: number | null
  revokedAt: number | null
  usedDay: string | null
}

type Row = {
  id: string
  name: string
  hint: string
  scopes: string
  created_at: number
  expires_at: number | null
  revoked_at: number | null
  used_day: string | null
}

/** `false` when as many as may be are in use. */
export async function insertKey(
  db: D1Database,
  { key, hash, most }: { key: StoredKey; hash: string; most: number },
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `INSERT INTO api_keys (id, name, hash, hint, scopes, created_at, expires_at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
       WHERE (SELECT count(*) FROM api_keys WHERE revoked_at IS NULL) < ?8`,
    )
    .bind(key.id, key.name, hash, key.hint, JSON.stringify(key.scopes), key.createdAt, key.expiresAt, most)
    .run()
  return meta.changes > 0
}

/** Newest first; revoked ones last. */
export async function listKeys(db: D1Database): Promise<StoredKey[]> {
  const { results } = await db
    .prepare('SELECT * FROM api_keys ORDER BY revoked_at IS NOT NULL, created_at DESC, id LIMIT 500')
    .all<Row>()
  return results.map(fromRow)
}

export async function findKey(db: D1Database, hash: string, now: number): Promise<StoredKey | null> {
  const row = await db
    .prepare(
      `SELECT * FROM api_keys WHERE hash = ? AND revoked_at IS NULL
       AND (expires_at IS NULL OR expires_at > ?)`,
    )
    .bind(hash, now)
    .first<Row>()
  return row === null ? null : fromRow(row)
}

export async function noteKeyDay(db: D1Database, id: string, day: string): Promise<void> {
  await db.prepare('UPDATE api_keys SET used_day = ?2 WHERE id = ?1').bind(id, day).run()
}

export async function revokeKey(db: D1Database, id: string, at: number): Promise<boolean> {
  const { meta } = await db
    .prepare('UPDATE api_keys SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL')
    .bind(id, at)
    .run()
  return meta.changes > 0
}

/** Those that ended before then are forgotten. */
export function pruneKeys(db: D1Database, before: number): D1PreparedStatement {
  return db.prepare('DELETE FROM api_keys WHERE revoked_at < ?1 OR expires_at < ?1').bind(before)
}

function fromRow(row: Row): StoredKey {
  const scopes: Scope[] = JSON.parse(row.scopes)
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    scopes,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    usedDay: row.used_day,
  }
}
