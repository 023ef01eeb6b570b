/** An update of Telegram's that waits, as JSON text. */
export type KeptUpdate = { id: number; body: string; tries: number; firstAt: number }

/** A call that waits to leave. `chatId`: whose pace it counts for, `null` for none. */
export type KeptCall = { id: number; call: string; chatId: string | null; tries: number; firstAt: number }

/**
 * The bot's own SQLite: updates taken and not yet answered, answers not yet sent, and the numbers of what is done, so that
 * nothing is lost or answered twice. What somebody wrote is forgotten as soon as it is answered. Synchronous.
 */
export function openBotJournal(sql: SqlStorage): void {
  sql.exec(`
    CREATE TABLE IF NOT EXISTS updates (
      id INTEGER PRIMARY KEY, body TEXT, tries INTEGER NOT NULL DEFAULT 0, first_at INTEGER NOT NULL,
      next_at INTEGER NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS calls (
      id INTEGER PRIMARY KEY AUTOINCREMENT, call TEXT NOT NULL, chat_id TEXT, begun INTEGER NOT NULL DEFAULT 0,
      tries INTEGER NOT NULL DEFAULT 0, first_at INTEGER NOT NULL, next_at INTEGER NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `)
}

/** Takes an update; one that was taken before changes nothing. */
export function keepUpdate(
  sql: SqlStorage,
  { id, body, at }: { id: number; body: string; at: number },
): void {
  sql.exec(
    'INSERT INTO updates (id, body, first_at, next_at) VALUES (?1, ?2, ?3, ?3) ON CONFLICT DO NOTHING',
    id,
    body,
    at,
  )
}

/** The oldest one that may be answered now. */
export function nextUpdate(sql: SqlStorage, now: number): KeptUpdate | null {
  const rows = sql.exec<KeptUpdate>(
    `SELECT id, body, tries, first_at AS firstAt FROM updates WHERE body IS NOT NULL AND next_at <= ?
     ORDER BY id LIMIT 1`,
    now,
  )
  return rows.toArray()[0] ?? null
}

export function retryUpdate(sql: SqlStorage, id: number, nextAt: number): void {
  sql.exec('UPDATE updates SET tries = tries + 1, next_at = ? WHERE id = ?', nextAt, id)
}

/** Keeps the number, forgets the words. */
export function endUpdate(sql: SqlStorage, id: number): void {
  sql.exec('UPDATE updates SET body = NULL WHERE id = ?', id)
}

/** One chat that asks without end gets no more than this at once. */
const CALLS_MOST = 20

export function keepCall(
  sql: SqlStorage,
  { call, chatId, at }: { call: string; chatId: string | null; at: number },
): void {
  sql.exec(
    `INSERT INTO calls (call, chat_id, first_at, next_at) SELECT ?1, ?2, ?3, ?3
     WHERE ?2 IS NULL OR (SELECT count(*) FROM calls WHERE chat_id = ?2) < ${CALLS_MOST}`,
    call,
    chatId,
    at,
  )
}

/** The oldest call of every chat, of those that may leave now; what counts for no chat comes first. */
export function nextCalls(sql: SqlStorage, now: number): KeptCall[] {
  return sql
    .exec<KeptCall>(
      `SELECT id, call, chat_id AS chatId, tries, first_at AS firstAt FROM calls
       WHERE begun = 0 AND next_at <= ?
         AND (chat_id IS NULL OR id = (SELECT min(id) FROM calls AS own WHERE own.chat_id = calls.chat_id))
       ORDER BY chat_id IS NOT NULL, id LIMIT 50`,
      now,
    )
    .toArray()
}

/** To be written before the call: from here on it may have arrived. */
export function beginBotCall(sql: SqlStorage, id: number): void {
  sql.exec('UPDATE calls SET begun = 1 WHERE id = ?', id)
}

export function retryCall(sql: SqlStorage, id: number, nextAt: number): void {
  sql.exec('UPDATE calls SET begun = 0, tries = tries + 1, next_at = ? WHERE id = ?', nextAt, id)
}

export function endCall(sql: SqlStorage, id: number): void {
  sql.exec('DELETE FROM calls WHERE id = ?', id)
}

/** Calls that the process before this one began: nobody knows whether they arrived, and none is made twice. */
export function dropBegunCalls(sql: SqlStorage): void {
  sql.exec('DELETE FROM calls WHERE begun = 1')
}

/** When something is to be done next, epoch ms; `null` when nothing waits. */
export function nextBotWork(sql: SqlStorage): number | null {
  const { at } = sql
    .exec<{ at: number | null }>(
      `SELECT min(at) AS at FROM (SELECT min(next_at) AS at FROM updates WHERE body IS NOT NULL
       UNION ALL SELECT min(next_at) FROM calls WHERE begun = 0)`,
    )
    .one()
  return at
}

/** When the first call falls due that may not leave yet; `Infinity` when there is none. */
export function nextCallAfter(sql: SqlStorage, now: number): number {
  const { at } = sql
    .exec<{ at: number | null }>('SELECT min(next_at) AS at FROM calls WHERE begun = 0 AND next_at > ?', now)
    .one()
  return at ?? Infinity
}

/** Numbers are needed only for as long as Telegram keeps an update, a day. */
export function pruneUpdates(sql: SqlStorage, before: number): void {
  sql.exec('DELETE FROM updates WHERE body IS NULL AND first_at < ?', before)
}

export function getFact(sql: SqlStorage, name: string): string | null {
  const rows = sql.exec<{ value: string }>('SELECT value FROM facts WHERE name = ?', name).toArray()
  return rows[0]?.value ?? null
}

export function putFact(sql: SqlStorage, name: string, value: string): void {
  sql.exec(
    'INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    name,
    value,
  )
}
