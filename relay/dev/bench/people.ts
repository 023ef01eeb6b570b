import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Chats that begin with this number are subscribers of a bench or a story. */
const FIRST_CHAT = 7_000_000_000

/**
 * Puts subscribers into the data of a relay that does not run, as if each had pressed Start in a chat of their own.
 * Answers their chats.
 */
export async function addSubscribers(data: string, count: number): Promise<string[]> {
  const chats = Array.from({ length: count }, (_, index) => String(FIRST_CHAT + index))
  const db = await openSubscribers(join(data, 'state'))
  const insert = db.prepare(
    `INSERT INTO subscribers (id, channel, address, loudness, created_at, updated_at)
     VALUES (?, 'telegram', ?, 'once', 0, 0)`,
  )
  db.exec('BEGIN')
  for (const chat of chats) insert.run(`reader-${chat}`, chat)
  // Nobody here answers: repeats would be told again and again.
  db.exec(`UPDATE subscribers SET loudness = 'once'`)
  db.exec('COMMIT')
  db.close()
  return chats
}

/** D1 of a self-hosted relay is one of the SQLite files in its state folder. */
async function openSubscribers(state: string): Promise<DatabaseSync> {
  const files = await readdir(state, { recursive: true })
  for (const file of files.filter((name) => name.endsWith('.sqlite'))) {
    const db = new DatabaseSync(join(state, file))
    const has = db.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'subscribers'`).get()
    if (has !== undefined) return db
    db.close()
  }
  throw new Error('no database with subscribers in the data of the relay')
}
