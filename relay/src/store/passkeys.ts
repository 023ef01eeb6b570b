/** `credential` and `publicKey` in base64url; `rp`: the host name that it works on. Times are epoch milliseconds. */
export type StoredPasskey = {
  id: string
  credential: string
  name: string
  rp: string
  publicKey: string
  counter: number
  transports: string[]
  /** Kept by a password manager, hence on several devices. */
  synced: boolean
  createdAt: number
  usedAt: number | null
}

type Row = {
  id: string
  credential: string
  name: string
  rp: string
  public_key: string
  counter: number
  transports: string
  synced: number
  created_at: number
  used_at: number | null
}

export async function listPasskeys(db: D1Database): Promise<StoredPasskey[]> {
  const { results } = await db.prepare('SELECT * FROM passkeys ORDER BY created_at, id').all<Row>()
  return results.map(fromRow)
}

export async function findPasskey(db: D1Database, credential: string): Promise<StoredPasskey | null> {
  const row = await db.prepare('SELECT * FROM passkeys WHERE credential = ?').bind(credential).first<Row>()
  return row === null ? null : fromRow(row)
}

/** `false` when it is known already, or there are as many as may be. */
export async function insertPasskey(db: D1Database, key: StoredPasskey, most: number): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `INSERT INTO passkeys (id, credential, name, rp, public_key, counter, transports, synced, created_at, used_at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, NULL WHERE (SELECT count(*) FROM passkeys) < ?10
       ON CONFLICT DO NOTHING`,
    )
    .bind(
      key.id,
      key.credential,
      key.name,
      key.rp,
      key.publicKey,
      key.counter,
      JSON.stringify(key.transports),
      key.synced ? 1 : 0,
      key.createdAt,
      most,
    )
    .run()
  return meta.changes > 0
}

/**
 * Notes that it was used. A counter that does not grow, where it ever did, is that of a copy: `false`, and of two
 * answers with the same counter only one is taken. https://www.w3.org/TR/webauthn-3/#sctn-sign-counter
 */
export async function usePasskey(
  db: D1Database,
  { id, counter, at }: { id: string; counter: number; at: number },
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `UPDATE passkeys SET counter = ?2, used_at = ?3
       WHERE id = ?1 AND (counter < ?2 OR (counter = 0 AND ?2 = 0))`,
    )
    .bind(id, counter, at)
    .run()
  return meta.changes > 0
}

export async function renamePasskey(db: D1Database, id: string, name: string): Promise<boolean> {
  const { meta } = await db.prepare('UPDATE passkeys SET name = ?2 WHERE id = ?1').bind(id, name).run()
  return meta.changes > 0
}

export async function deletePasskey(db: D1Database, id: string): Promise<boolean> {
  const { meta } = await db.prepare('DELETE FROM passkeys WHERE id = ?').bind(id).run()
  return meta.changes > 0
}

function fromRow(row: Row): StoredPasskey {
  const transports: string[] = JSON.parse(row.transports)
  return {
    id: row.id,
    credential: row.credential,
    name: row.name,
    rp: row.rp,
    publicKey: row.public_key,
    counter: row.counter,
    transports,
    synced: row.synced === 1,
    createdAt: row.created_at,
    usedAt: row.used_at,
  }
}
