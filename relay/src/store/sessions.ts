import type { BrowserName } from '#core/browser-name.ts'

/** How somebody signed in. */
export type SignInWay = 'password' | 'passkey' | 'code' | 'recovery'

/** Admin sessions; of a token only its SHA-256 is kept. Times are epoch milliseconds. */
export type NewSession = {
  tokenHash: string
  createdAt: number
  expiresAt: number
  browser: BrowserName
  way: SignInWay
}

type Row = {
  token_hash: string
  created_at: number
  expires_at: number
  used_at: number | null
  browser: BrowserName['browser']
  system: BrowserName['system']
  way: SignInWay
}

export type StoredSession = {
  tokenHash: string
  createdAt: number
  expiresAt: number
  usedAt: number
  browser: BrowserName
  way: SignInWay
}

export function insertSession(db: D1Database, session: NewSession): D1PreparedStatement {
  const { tokenHash, createdAt, expiresAt, browser, way } = session
  return db
    .prepare(
      `INSERT INTO sessions (token_hash, created_at, expires_at, used_at, browser, system, way)
       VALUES (?1, ?2, ?3, ?2, ?4, ?5, ?6)`,
    )
    .bind(tokenHash, createdAt, expiresAt, browser.browser, browser.system, way)
}

/** The session that runs now, `null` when there is none. */
export async function findSession(
  db: D1Database,
  tokenHash: string,
  now: number,
): Promise<StoredSession | null> {
  const row = await db
    .prepare('SELECT * FROM sessions WHERE token_hash = ? AND expires_at > ?')
    .bind(tokenHash, now)
    .first<Row>()
  return row === null ? null : fromRow(row)
}

/** Last used first. */
export async function listSessions(db: D1Database, now: number): Promise<StoredSession[]> {
  const { results } = await db
    .prepare(
      'SELECT * FROM sessions WHERE expires_at > ? ORDER BY coalesce(used_at, created_at) DESC LIMIT 200',
    )
    .bind(now)
    .all<Row>()
  return results.map(fromRow)
}

export async function touchSession(
  db: D1Database,
  tokenHash: string,
  { usedAt, expiresAt }: { usedAt: number; expiresAt: number },
): Promise<void> {
  await db
    .prepare('UPDATE sessions SET used_at = ?2, expires_at = ?3 WHERE token_hash = ?1')
    .bind(tokenHash, usedAt, expiresAt)
    .run()
}

export async function deleteSession(db: D1Database, tokenHash: string): Promise<void> {
  await db.prepare('DELETE FROM sessions WHERE token_hash = ?').bind(tokenHash).run()
}

/** By the beginning of its hash; answers the whole hashes of those that are gone. */
export async function deleteSessionLike(db: D1Database, id: string): Promise<string[]> {
  const { results } = await db
    .prepare('DELETE FROM sessions WHERE substr(token_hash, 1, ?2) = ?1 RETURNING token_hash')
    .bind(id, id.length)
    .all<{ token_hash: string }>()
  return results.map((row) => row.token_hash)
}

/** All but one; answers the hashes of those that are gone. */
export async function deleteOtherSessions(db: D1Database, tokenHash: string): Promise<string[]> {
  const { results } = await db
    .prepare('DELETE FROM sessions WHERE token_hash <> ? RETURNING token_hash')
    .bind(tokenHash)
    .all<{ token_hash: string }>()
  return results.map((row) => row.token_hash)
}

export function deleteAllSessions(db: D1Database): D1PreparedStatement {
  return db.prepare('DELETE FROM sessions')
}

export function pruneSessions(db: D1Database, now: number): D1PreparedStatement {
  return db.prepare('DELETE FROM sessions WHERE expires_at <= ?').bind(now)
}

function fromRow(row: Row): StoredSession {
  return {
    tokenHash: row.token_hash,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at ?? row.created_at,
    browser: { browser: row.browser, system: row.system },
    way: row.way,
  }
}
