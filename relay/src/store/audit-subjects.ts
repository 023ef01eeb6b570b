import type { AuditFacts } from '#core/audit.ts'

/** One thing as the record tells it: what people set, no counts, no addresses, no secrets. */
const ROWS: Record<string, string> = {
  watches: `SELECT kind, name, url, host, target, check_seconds, public, paused_at IS NOT NULL AS paused
    FROM watches WHERE id = ? AND removed_at IS NULL`,
  rules: `SELECT rule FROM rules WHERE id = ?`,
  subscribers: `SELECT channel, role, state, locale, time_zone, watches, quiet, loudness, paused_until, escalate_to
    FROM subscribers WHERE id = ?`,
  reporters: `SELECT owner, label, state, own FROM reporters WHERE id = ?`,
  samples: `SELECT host, url, says FROM samples WHERE id = ?`,
  'account/passkeys': `SELECT name, rp FROM passkeys WHERE id = ?`,
  'account/keys': `SELECT name, scopes, expires_at, revoked_at FROM api_keys WHERE id = ?`,
  'account/sessions': `SELECT browser, system, way, created_at AS began_at FROM sessions
    WHERE substr(token_hash, 1, 16) = ?`,
}

/** Things that are changed as a whole: what they hold, by name. */
const WHOLES: Record<string, string> = {
  watches: `SELECT id AS name, name AS value FROM watches WHERE removed_at IS NULL LIMIT 500`,
  matches: `SELECT id AS name, name AS value FROM watches WHERE removed_at IS NULL LIMIT 500`,
  templates: `SELECT key AS name, value FROM settings WHERE key LIKE 'template:%'`,
  'account/totp': `SELECT 'confirmed' AS name, confirmed_at IS NOT NULL AS value FROM totp`,
  'account/recovery': `SELECT 'left' AS name, count(*) AS value FROM recovery_codes WHERE used_at IS NULL`,
}

/** How a thing stands; `null` when it is not there or nothing is told of such things. */
export async function findSubject(
  db: D1Database,
  subject: string,
  id: string | null,
): Promise<AuditFacts | null> {
  if (id !== null) {
    const sql = ROWS[subject]
    return sql === undefined ? null : await db.prepare(sql).bind(id).first<AuditFacts>()
  }
  const sql = WHOLES[subject]
  if (sql === undefined) return null
  const { results } = await db.prepare(sql).all<{ name: string; value: unknown }>()
  return Object.fromEntries(results.map(({ name, value }) => [name, value]))
}
