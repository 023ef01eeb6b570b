import type { PaceRule } from '#core/delivery.ts'

/** `readyAt`: when the next whole token is there. Epoch ms. */
type Bucket = { tokens: number; at: number; readyAt: number }
type Row = { key: string; tokens: number; at: number; ready_at: number }

/** Full buckets are forgotten once so many were written. */
const SWEEP_EVERY = 500

/**
 * Who was written to and when: a token bucket for each key. Kept in the Outbox's own SQLite: a restart must not begin
 * with a burst that the other side has already had.
 */
export class Pace {
  readonly #sql: SqlStorage
  readonly #buckets = new Map<string, Bucket>()
  #taken = 0

  constructor(sql: SqlStorage) {
    this.#sql = sql
    sql.exec(`CREATE TABLE IF NOT EXISTS buckets (
      key TEXT PRIMARY KEY, tokens REAL NOT NULL, at INTEGER NOT NULL, ready_at INTEGER NOT NULL,
      full_at INTEGER NOT NULL) STRICT, WITHOUT ROWID`)
    for (const row of sql.exec<Row>('SELECT key, tokens, at, ready_at FROM buckets'))
      this.#buckets.set(row.key, { tokens: row.tokens, at: row.at, readyAt: row.ready_at })
  }

  /**
   * When the next message may leave; not after `now` when it may at once. `spare`: how many more must then still be able
   * to leave at once.
   */
  readyAt(key: string, rule: PaceRule, { now, spare = 0 }: { now: number; spare?: number }): number {
    if (rule === null) return now
    const tokens = this.#tokens(key, rule, now)
    const needed = Math.min(1 + spare, rule.burst)
    return tokens >= needed ? now : now + Math.ceil((needed - tokens) * rule.everyMs)
  }

  take(key: string, rule: PaceRule, now: number): void {
    if (rule === null) return
    const tokens = this.#tokens(key, rule, now) - 1
    const after = (wanted: number) => now + Math.max(0, Math.ceil((wanted - tokens) * rule.everyMs))
    const readyAt = after(1)
    this.#buckets.set(key, { tokens, at: now, readyAt })
    this.#sql.exec(
      `INSERT INTO buckets (key, tokens, at, ready_at, full_at) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT DO UPDATE SET tokens = ?2, at = ?3, ready_at = ?4, full_at = ?5`,
      key,
      tokens,
      now,
      readyAt,
      after(rule.burst),
    )
    this.#taken += 1
    if (this.#taken % SWEEP_EVERY === 0) this.#sweep(now)
  }

  /** Keys whose next message must still wait, and until when. */
  empty(now: number): { key: string; at: number }[] {
    return [...this.#buckets].flatMap(([key, { readyAt }]) => (readyAt > now ? [{ key, at: readyAt }] : []))
  }

  #sweep(now: number): void {
    const full = this.#sql.exec<{ key: string }>('DELETE FROM buckets WHERE full_at <= ? RETURNING key', now)
    for (const { key } of full.toArray()) this.#buckets.delete(key)
  }

  /** A clock that was set back fills nothing. */
  #tokens(key: string, { burst, everyMs }: NonNullable<PaceRule>, now: number): number {
    const { tokens, at } = this.#buckets.get(key) ?? { tokens: burst, at: now }
    return Math.min(burst, tokens + Math.max(0, now - at) / everyMs)
  }
}
