import type { Relay } from './harness.ts'

import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** A row of the table of subscribers, JSON columns read. */
export type PersonRow = {
  id: string
  address: string
  locale: string
  watches: unknown
  quiet: unknown
  loudness: string
  escalateTo: string | null
  pausedUntil: number | null
  timeZone: string
  state: string
}

/** The people that the relay knows, oldest first; the log and the operator's own chat left out. */
export async function readPeople({ data }: Relay): Promise<PersonRow[]> {
  const state = join(data, 'state')
  const files = (await readdir(state, { recursive: true })).filter((name) =>
    /D1Database.*(?<!metadata)\.sqlite(-wal)?$/.test(name),
  )
  const folder = await mkdtemp(join(tmpdir(), 'vigie-d1-'))
  try {
    // A copy: the relay has its own open.
    for (const name of files) await cp(join(state, name), join(folder, basename(name)))
    const main = files.find((name) => name.endsWith('.sqlite')) ?? 'missing'
    return read(join(folder, basename(main)))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function read(file: string): PersonRow[] {
  const db = new DatabaseSync(file)
  const rows = db
    .prepare(
      `SELECT json_object('id', id, 'address', address, 'locale', locale, 'watches', json(watches),
         'quiet', json(quiet), 'loudness', loudness, 'escalateTo', escalate_to, 'pausedUntil', paused_until,
         'timeZone', time_zone, 'state', state) AS person
       FROM subscribers WHERE role = 'reader' ORDER BY created_at, rowid`,
    )
    .all()
  db.close()
  return rows.map(({ person }): PersonRow => JSON.parse(String(person)))
}
