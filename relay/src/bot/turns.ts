import type { PaceRule } from '#core/delivery.ts'

type Bucket = { tokens: number; at: number }
const KEPT_MOST = 1000

/** A token bucket for each chat, in memory only: nobody stays known here who is erased elsewhere. */
export class Turns {
  readonly #buckets = new Map<string, Bucket>()

  /** When the next message of this key may leave; not after `now` when it may at once. */
  readyAt(key: string, rule: NonNullable<PaceRule>, now: number): number {
    const { tokens } = this.#fill(key, rule, now)
    return tokens >= 1 ? now : now + Math.ceil((1 - tokens) * rule.everyMs)
  }

  take(key: string, rule: NonNullable<PaceRule>, now: number): void {
    const bucket = this.#fill(key, rule, now)
    if (this.#buckets.size >= KEPT_MOST) this.#buckets.clear()
    this.#buckets.set(key, { ...bucket, tokens: bucket.tokens - 1 })
  }

  #fill(key: string, { burst, everyMs }: NonNullable<PaceRule>, now: number): Bucket {
    const { tokens, at } = this.#buckets.get(key) ?? { tokens: burst, at: now }
    return { tokens: Math.min(burst, tokens + Math.max(0, now - at) / everyMs), at: now }
  }
}
