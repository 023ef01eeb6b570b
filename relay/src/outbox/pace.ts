import type { PaceRule, WindowRule } from '#core/delivery.ts'

/** Epoch ms. `tokens` were left at `at`; the next one is there at `readyAt`. */
type Bucket = { tokens: number; at: number; readyAt: number }
/** Epoch ms. When the latest were answered, oldest first, and when those left that are not answered yet. */
type Window = { times: number[]; flying: number[] }
type Entry = Bucket | Window
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

  /** `now`: what was on its way when the process ended has arrived by then, or never will. */
  constructor(sql: SqlStorage, now: number) {
    this.#sql = sql
    sql.exec(`CREATE TABLE IF NOT EXISTS paces (
      key TEXT PRIMARY KEY, entry TEXT NOT NULL, free_at INTEGER NOT NULL) STRICT, WITHOUT ROWID`)
    for (const { key, entry } of sql.exec<Row>('SELECT key, entry FROM paces')) {
      // Only `take` writes the column.
      const parsed: Entry = JSON.parse(entry)
      this.#entries.set(key, 'tokens' in parsed ? parsed : landedAll(parsed, now))
    }
  }

  /**
   * When the next message may leave; not after `now` when it may at once. `spare`: how many more must then still be able
   * to leave at once. `Infinity`: not before one that is on its way has been answered.
   */
  readyAt(key: string, rule: Rule, { now, spare = 0 }: { now: number; spare?: number }): number {
    if (rule === null) return now
    if ('most' in rule) return windowReadyAt(this.#windowOf(key, now), rule, { now, spare })
    const tokens = this.#tokensOf(key, rule, now)
    const needed = Math.min(1 + spare, rule.burst)
    return tokens >= needed ? now : now + Math.ceil((needed - tokens) * rule.everyMs)
  }

  take(key: string, rule: Rule, now: number): void {
    if (rule === null) return
    const [entry, freeAt] = 'most' in rule ? this.#takePlace(key, rule, now) : this.#takeToken(key, rule, now)
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
   * What left at `leftAt` has been answered. It may have arrived as late as this: it keeps its place in the window until
   * here, however long that takes, and a whole window from here on. Counted from when it left, or from halfway, a busy
   * machine met a 429 in 70 messages.
   */
  landed(key: string, rule: Rule, { leftAt, now }: { leftAt: number; now: number }): void {
    const entry = this.#entries.get(key)
    if (rule === null || !('most' in rule) || entry === undefined || 'tokens' in entry) return
    const index = entry.flying.indexOf(leftAt)
    if (index < 0) return
    const flying = entry.flying.toSpliced(index, 1)
    const times = [...entry.times, now].toSorted((a, b) => a - b).slice(-rule.most)
    this.#keep(key, { times, flying }, freeAtOf({ times, flying }, rule))
  }

  /** Keys of buckets whose next message must still wait, and until when. */
  waiting(now: number): { key: string; at: number }[] {
    return [...this.#entries].flatMap(([key, entry]) =>
      'tokens' in entry && entry.readyAt > now ? [{ key, at: entry.readyAt }] : [],
    )
  }

  /** The entry after one more, and when nothing of it counts any more. */
  #takeToken(key: string, rule: NonNullable<PaceRule>, now: number): [Entry, number] {
    const tokens = this.#tokensOf(key, rule, now) - 1
    const has = (wanted: number) => now + Math.max(0, Math.ceil((wanted - tokens) * rule.everyMs))
    return [{ tokens, at: now, readyAt: has(1) }, has(rule.burst)]
  }

  #takePlace(key: string, rule: WindowRule, now: number): [Entry, number] {
    const { times, flying } = this.#windowOf(key, now)
    const entry = { times, flying: [...flying, now] }
    return [entry, freeAtOf(entry, rule)]
  }

  #sweep(now: number): void {
    const free = this.#sql.exec<{ key: string }>('DELETE FROM paces WHERE free_at <= ? RETURNING key', now)
    for (const { key } of free.toArray()) this.#entries.delete(key)
  }

  /** A clock that was set back holds nobody back for longer than the rule does. */
  #windowOf(key: string, now: number): Window {
    const entry = this.#entries.get(key)
    if (entry === undefined || 'tokens' in entry) return { times: [], flying: [] }
    return { ...entry, times: entry.times.map((at) => Math.min(at, now)) }
  }

  #tokensOf(key: string, { burst, everyMs }: NonNullable<PaceRule>, now: number): number {
    const entry = this.#entries.get(key)
    if (entry === undefined || !('tokens' in entry)) return burst
    return Math.min(burst, entry.tokens + Math.max(0, now - entry.at) / everyMs)
  }
}

function windowReadyAt(
  { times, flying }: Window,
  { most, withinMs }: WindowRule,
  { now, spare }: { now: number; spare: number },
): number {
  const index = times.length + flying.length - most + Math.min(spare, most - 1)
  if (index < 0) return now
  const oldest = times[index]
  return oldest === undefined ? Infinity : Math.max(now, oldest + withinMs)
}

function freeAtOf({ times, flying }: Window, { withinMs }: WindowRule): number {
  return flying.length > 0 ? Number.MAX_SAFE_INTEGER : (times.at(-1) ?? 0) + withinMs
}

function landedAll({ times, flying }: Window, now: number): Window {
  return { times: [...times, ...flying.map(() => now)], flying: [] }
}
