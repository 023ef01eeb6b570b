import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Changes what a relay keeps, as damage or another hand would: the first of its databases that has this table. Only while the relay does not run. */
export async function changeKept(
  data: string,
  table: string,
  change: (db: DatabaseSync) => unknown,
): Promise<void> {
  const state = join(data, 'state')
  const files = await readdir(state, { recursive: true })
  for (const file of files.filter((name) => name.endsWith('.sqlite'))) {
    const db = new DatabaseSync(join(state, file))
    try {
      const has = db.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?`).get(table)
      if (has !== undefined) return void change(db)
    } finally {
      db.close()
    }
  }
  throw new Error(`no database with a table ${table} in the data of the relay`)
}
