import type { Pace } from '../src/outbox/pace.ts'

import { DatabaseSync } from 'node:sqlite'

type OwnSql = ConstructorParameters<typeof Pace>[0]

/** The one call of an object's own SQLite that its parts need, over the same SQLite. */
export function openSql(): OwnSql {
  const db = new DatabaseSync(':memory:')
  const exec = (query: string, ...values: (string | number)[]) => {
    const rows = db.prepare(query).all(...values)
    return Object.assign(rows, { toArray: () => rows })
  }
  // oxlint-disable-next-line no-unsafe-type-assertion, no-unnecessary-type-assertion
  return { exec } as unknown as OwnSql
}
