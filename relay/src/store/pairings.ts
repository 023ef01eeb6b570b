import type { PublicKey } from '#core/signature.ts'

/** A code that waits for the operator. `state` after its end is `expired`, whatever stands there, unless it was approved. */
export type Pairing = {
  deviceHash: string
  codeHash: string
  key: PublicKey
  label: string
  version: string
  state: 'pending' | 'approved' | 'denied'
  reporterId: string | null
  polledAt: number | null
  createdAt: number
  expiresAt: number
}

type Row = {
  device_hash: string
  code_hash: string
  algorithm: PublicKey['algorithm']
  key: string
  label: string
  version: string
  state: Pairing['state']
  reporter_id: string | null
  polled_at: number | null
  created_at: number
  expires_at: number
}

/** For how long the browser may still learn what became of its code, ms. */
const ANSWERED_MS = 3_600_000

export function insertPairing(
  db: D1Database,
  one: Omit<Pairing, 'state' | 'reporterId' | 'polledAt'>,
): D1PreparedStatement[] {
  const { deviceHash, codeHash, key, label, version, createdAt, expiresAt } = one
  return [
    db.prepare('DELETE FROM pairings WHERE expires_at < ?').bind(createdAt - ANSWERED_MS),
    db
      .prepare(
        `INSERT INTO pairings (device_hash, code_hash, algorithm, key, label, version, state, created_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, 'pending', ?, ?)`,
      )
      .bind(deviceHash, codeHash, key.algorithm, key.key, label, version, createdAt, expiresAt),
  ]
}

/** One that still waits at `now`; a code counts once. */
export async function pendingPairing(db: D1Database, codeHash: string, now: number): Promise<Pairing | null> {
  const row = await db
    .prepare(`SELECT * FROM pairings WHERE code_hash = ? AND state = 'pending' AND expires_at > ?`)
    .bind(codeHash, now)
    .first<Row>()
  return row === null ? null : toPairing(row)
}

/** What became of it, and when it was asked for last before now; `null` when it is forgotten. */
export async function pollPairing(db: D1Database, deviceHash: string, now: number): Promise<Pairing | null> {
  const [before] = await db.batch<Row>([
    db.prepare('SELECT * FROM pairings WHERE device_hash = ?').bind(deviceHash),
    db.prepare('UPDATE pairings SET polled_at = ?2 WHERE device_hash = ?1').bind(deviceHash, now),
  ])
  const row = before?.results[0]
  return row === undefined ? null : toPairing(row)
}

/**
 * Ends the waiting, once. Approved, it names the reporter, which is written by the same batch: where that was not, the
 * pairing goes on waiting.
 */
export function endPairing(
  db: D1Database,
  { codeHash, reporterId, now }: { codeHash: string; reporterId: string | null; now: number },
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE pairings SET state = CASE WHEN ?2 IS NULL THEN 'denied' ELSE 'approved' END, reporter_id = ?2
       WHERE code_hash = ?1 AND state = 'pending' AND expires_at > ?3
         AND (?2 IS NULL OR EXISTS (SELECT 1 FROM reporters WHERE id = ?2)) RETURNING device_hash`,
    )
    .bind(codeHash, reporterId, now)
}

function toPairing(row: Row): Pairing {
  return {
    deviceHash: row.device_hash,
    codeHash: row.code_hash,
    key: { algorithm: row.algorithm, key: row.key },
    label: row.label,
    version: row.version,
    state: row.state,
    reporterId: row.reporter_id,
    polledAt: row.polled_at,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}
