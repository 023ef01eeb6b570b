import type { Env } from '../src/env.ts'

import { readdir, readFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'

/** The tables on the SQLite that D1 is made of, for rules that need no workerd. A batch is one transaction, as in D1. */

type Value = string | number | null

const folder = new URL('../migrations/', import.meta.url)
const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
const scripts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')))

export function openTables(): { sql: DatabaseSync; db: Env['DB'] } {
  const sql = new DatabaseSync(':memory:')
  sql.exec('PRAGMA foreign_keys = ON')
  for (const script of scripts) sql.exec(script)
  const statement = (query: string, values: Value[]) => ({
    all: () => Promise.resolve({ results: sql.prepare(query).all(...values), meta: { size_after: 0 } }),
    first: () => Promise.resolve(sql.prepare(query).get(...values) ?? null),
    run: () => Promise.resolve({ meta: sql.prepare(query).run(...values) }),
    now: () => ({ results: sql.prepare(query).all(...values) }),
    bind: (...given: Value[]) => statement(query, given),
  })
  const batch = (list: readonly ReturnType<typeof statement>[]) => {
    sql.exec('BEGIN')
    const results = list.map((one) => one.now())
    sql.exec('COMMIT')
    return Promise.resolve(results)
  }
  // oxlint-disable-next-line no-unsafe-type-assertion
  const db = { prepare: (query: string) => statement(query, []), batch } as unknown as Env['DB']
  return { sql, db }
}
