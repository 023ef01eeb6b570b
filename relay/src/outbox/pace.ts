import type { PaceRule, WindowRule } from '#core/delivery.ts'

/** Epoch ms. `times`: the latest, oldest first, where a window is kept; `tokens` were left at `at` where it is a bucket. */
type Entry = { tokens: number; at: number; readyAt: number; times: number[] }
type Row = { key: string; entry: string }
type Rule = PaceRule | WindowRule

/** What is no longer needed is forgotten once so many were written. */
const SWEEP_EVERY = 500

/**
 * Who was written to and when, for each key. Kept in the Outbox's own SQLite: a restart must not begin with a burst that
 * the other side has already had.
 */
export class Pace {
  readonly #sql: SqlStorage
  readonly #entries = new Map<string, Entry>()
  #taken = 0

  constructor(sql: SqlStorage) {
    this.#sql = sql
    sql.exec(`CREATE TABLE IF NOT EXISTS paces (
      key TEXT PRIMARY KEY, entry TEXT NOT NULL, free_at INTEGER NOT NULL) STRICT, WITHOUT ROWID`)
    for (const { key, entry } of sql.exec<Row>('SELECT key, entry FROM paces')) {
      // Only `take` writes the column.
      const parsed: Entry = JSON.parse(entry)
      this.#entries.set(key, parsed)
    }
  }

  /**
   * When the next message may leave; not after `now` when it may at once. `spare`: how many more must then still be able
   * to leave at once.
   */
  readyAt(key: string, rule: Rule, { now, spare = 0 }: { now: number; spare?: number }): number {
    if (rule === null) return now
    if ('most' in rule) return windowReadyAt(this.#timesOf(key, now), rule, { now, spare })
    const tokens = this.#tokensOf(key, rule, now)
    const needed = Math.min(1 + spare, rule.burst)
    return tokens >= needed ? now : now + Math.ceil((needed - tokens) * rule.everyMs)
  }

  take(key: string, rule: Rule, now: number): void {
    if (rule === null) return
    const [entry, freeAt] = 'most' in rule ? this.#takeTime(key, rule, now) : this.#takeToken(key, rule, now)
    this.#keep(key, entry, freeAt)
    this.#taken += 1
    if (this.#taken % SWEEP_EVERY === 0) this.#sweep(now)
  }

  #keep(key: string, entry: Entry, freeAt: number): void {
    this.#entries.set(key, entry)
    this.#sql.exec(
      'INSERT INTO paces (key, entry, free_at) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET entry = ?2, free_at = ?3',
      key,
      JSON.stringify(entry),
      freeAt,
    )
  }

  /**
   * What left at `leftAt` has been answered. It may have arrived as late as this: a window is kept from here on, so that
   * no delay on the way there ever makes it too narrow. Counted from halfway, a busy machine met a 429 in 70 messages.
   */
  landed(key: string, rule: Rule, { leftAt, now }: { leftAt: number; now: number }): void {
    const entry = this.#entries.get(key)
    if (rule === null || !('most' in rule) || entry === undefined) return
    const index = entry.times.indexOf(leftAt)
    const times = index < 0 ? entry.times : entry.times.toSpliced(index, 1, now).toSorted((a, b) => a - b)
    const readyAt = windowReadyAt(times, rule, { now, spare: 0 })
    this.#keep(key, { ...entry, times, readyAt }, now + rule.withinMs)
  }

  /** Keys whose next message must still wait, and until when. */
  waiting(now: number): { key: string; at: number }[] {
    return [...this.#entries].flatMap(([key, { readyAt }]) => (readyAt > now ? [{ key, at: readyAt }] : []))
  }

  /** The entry after one more, and when nothing of it counts any more. */
  #takeToken(key: string, rule: NonNullable<PaceRule>, now: number): [Entry, number] {
    const tokens = this.#tokensOf(key, rule, now) - 1
    const has = (wanted: number) => now + Math.max(0, Math.ceil((wanted - tokens) * rule.everyMs))
    return [{ tokens, at: now, readyAt: has(1), times: [] }, has(rule.burst)]
  }

  #takeTime(key: string, rule: WindowRule, now: number): [Entry, number] {
    const times = [...this.#timesOf(key, now), now].slice(-rule.most)
    const readyAt = windowReadyAt(times, rule, { now, spare: 0 })
    return [{ tokens: 0, at: now, readyAt, times }, now + rule.withinMs]
  }

  #sweep(now: number): void {
    const free = this.#sql.exec<{ key: string }>('DELETE FROM paces WHERE free_at <= ? RETURNING key', now)
    for (const { key } of free.toArray()) this.#entries.delete(key)
  }

  /** A clock that was set back holds nobody back for longer than the rule does. */
  #timesOf(key: string, now: number): number[] {
    return (this.#entries.get(key)?.times ?? []).map((at) => Math.min(at, now))
  }

  #tokensOf(key: string, { burst, everyMs }: NonNullable<PaceRule>, now: number): number {
    const { tokens, at } = this.#entries.get(key) ?? { tokens: burst, at: now }
    return Math.min(burst, tokens + Math.max(0, now - at) / everyMs)
  }
}

function windowReadyAt(
  times: readonly number[],
  { most, withinMs }: WindowRule,
  { now, spare }: { now: number; spare: number },
): number {
  const oldest = times[times.length - most + Math.min(spare, most - 1)]
  return oldest === undefined ? now : Math.max(now, oldest + withinMs)
}
