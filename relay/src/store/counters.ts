import type { Counter } from '#core/status.ts'

/** Counters in a Durable Object's own SQLite, in the table `counters (key, value)`: they survive restarts. */
export function addToCounter(sql: SqlStorage, { name, labels, value }: Counter): void {
  sql.exec(
    'INSERT INTO counters (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = value + excluded.value',
    JSON.stringify([name, Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1))]),
    value,
  )
}

export function readCounters(sql: SqlStorage): Counter[] {
  return sql
    .exec<{ key: string; value: number }>('SELECT key, value FROM counters ORDER BY key')
    .toArray()
    .map(({ key, value }) => {
      // Only addToCounter writes the column.
      const [name, labels]: [string, [string, string][]] = JSON.parse(key)
      return { name, labels: Object.fromEntries(labels), value }
    })
}
