import type { Reporter, Scope } from '#core/reporter.ts'
import type { KeyAlgorithm, PublicKey } from '#core/signature.ts'

import { ownerKey } from '#core/reporter.ts'

/** People's browsers that may report. */

type Row = {
  id: string
  owner: string
  label: string
  algorithm: KeyAlgorithm
  key: string
  old_algorithm: KeyAlgorithm | null
  old_key: string | null
  old_until: number | null
  scopes: string
  version: string
  state: Reporter['state']
  own: number
  score: number
  scored_at: number
  taken: number
  confirmed: number
  contradicted: number
  last_contact_at: number | null
  created_at: number
  updated_at: number
}

export async function getReporter(db: D1Database, id: string): Promise<Reporter | null> {
  const row = await db.prepare('SELECT * FROM reporters WHERE id = ?').bind(id).first<Row>()
  return row === null ? null : toReporter(row)
}

const LISTED_MOST = 500

/** Newest first; revoked ones last. */
export async function listReporters(db: D1Database): Promise<Reporter[]> {
  const { results } = await db
    .prepare(`SELECT * FROM reporters ORDER BY state = 'revoked', created_at DESC, id LIMIT ?`)
    .bind(LISTED_MOST)
    .all<Row>()
  return results.map(toReporter)
}

export type NewReporter = Pick<Reporter, 'id' | 'owner' | 'label' | 'key' | 'scopes' | 'version' | 'own'> & {
  at: number
}

/** Only while the owner has had fewer than `most` new ones since `since`: else no row is written. */
export function insertReporter(
  db: D1Database,
  { id, owner, label, key, scopes, version, own, at }: NewReporter,
  { most, since }: { most: number; since: number },
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO reporters (id, owner, owner_key, label, algorithm, key, scopes, version, state, own, scored_at,
         created_at, updated_at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'active', ?9, ?10, ?10, ?10
       WHERE (SELECT count(*) FROM reporters WHERE owner_key = ?3 AND created_at > ?11) < ?12
       RETURNING id`,
    )
    .bind(
      id,
      owner,
      ownerKey(owner),
      label,
      key.algorithm,
      key.key,
      JSON.stringify(scopes),
      version,
      own ? 1 : 0,
      at,
      since,
      most,
    )
}

export type ReporterPatch = Partial<Pick<Reporter, 'state' | 'own' | 'owner' | 'label'>>

/** A revoked one stays as it is. `null` when there is none, or it is revoked. */
export async function patchReporter(
  db: D1Database,
  id: string,
  { state, own, owner, label, at }: ReporterPatch & { at: number },
): Promise<Reporter | null> {
  const row = await db
    .prepare(
      `UPDATE reporters SET state = coalesce(?2, state), own = coalesce(?3, own), owner = coalesce(?4, owner),
         owner_key = coalesce(?5, owner_key), label = coalesce(?6, label), updated_at = ?7
       WHERE id = ?1 AND state <> 'revoked' RETURNING *`,
    )
    .bind(
      id,
      state ?? null,
      own === undefined ? null : own ? 1 : 0,
      owner ?? null,
      owner === undefined ? null : ownerKey(owner),
      label ?? null,
      at,
    )
    .first<Row>()
  return row === null ? null : toReporter(row)
}

/** The old key counts until `oldUntil` (epoch ms) beside the new one. */
export function changeKey(
  db: D1Database,
  { id, key, oldUntil, at }: { id: string; key: PublicKey; oldUntil: number; at: number },
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE reporters SET old_algorithm = algorithm, old_key = key, old_until = ?4, algorithm = ?2, key = ?3,
         updated_at = ?5 WHERE id = ?1 AND state <> 'revoked'`,
    )
    .bind(id, key.algorithm, key.key, oldUntil, at)
}

const CONTACT_MS = 30_000

/** Written at most twice a minute. */
export function noteContact(db: D1Database, id: string, at: number): D1PreparedStatement {
  return db
    .prepare('UPDATE reporters SET last_contact_at = ?2 WHERE id = ?1 AND coalesce(last_contact_at, 0) < ?3')
    .bind(id, at, at - CONTACT_MS)
}

/** What the extension says of itself. */
export function noteVersion(db: D1Database, id: string, version: string): D1PreparedStatement {
  return db.prepare('UPDATE reporters SET version = ?2 WHERE id = ?1 AND version <> ?2').bind(id, version)
}

type Counted = { id: string; column: 'taken' | 'confirmed' | 'contradicted' }

export function countReport(db: D1Database, { id, column }: Counted): D1PreparedStatement {
  return db.prepare(`UPDATE reporters SET ${column} = ${column} + 1 WHERE id = ?`).bind(id)
}

/** Only while the score is as it was read: else no row is answered. */
export function writeScore(
  db: D1Database,
  { id, before, score, at }: Pick<Reporter, 'id' | 'score'> & { before: Scored; at: number },
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE reporters SET score = ?2, scored_at = ?3 WHERE id = ?1 AND score = ?4 AND scored_at = ?5
       RETURNING id`,
    )
    .bind(id, score, at, before.score, before.scoredAt)
}

type Scored = Pick<Reporter, 'score' | 'scoredAt'>

/** How many there are in each state. */
export async function countReporters(db: D1Database): Promise<Map<string, number>> {
  const { results } = await db
    .prepare('SELECT state, count(*) AS count FROM reporters GROUP BY state')
    .all<{ state: string; count: number }>()
  return new Map(results.map(({ state, count }) => [state, count]))
}

/** One that never came to be. */
export function forgetDevice(db: D1Database, id: string): D1PreparedStatement {
  return db.prepare('DELETE FROM reporters WHERE id = ?').bind(id)
}

/** Those that were revoked before then. */
export function pruneReporters(db: D1Database, before: number): D1PreparedStatement {
  return db.prepare(`DELETE FROM reporters WHERE state = 'revoked' AND updated_at < ?`).bind(before)
}

function toReporter(row: Row): Reporter {
  // Only this room writes the column.
  const scopes: Scope[] = JSON.parse(row.scopes)
  const { old_algorithm: algorithm, old_key: key, old_until: until } = row
  return {
    id: row.id,
    owner: row.owner,
    label: row.label,
    key: { algorithm: row.algorithm, key: row.key },
    oldKey: algorithm === null || key === null || until === null ? null : { key: { algorithm, key }, until },
    scopes,
    version: row.version,
    state: row.state,
    own: row.own === 1,
    score: row.score,
    scoredAt: row.scored_at,
    taken: row.taken,
    confirmed: row.confirmed,
    contradicted: row.contradicted,
    lastContactAt: row.last_contact_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
