import type { PaceRule } from '#core/delivery.ts'

type Bucket = { tokens: number; at: number }

/** Who was written to and when: a token bucket an address. Lost with the process; then the channel's 429 steps in. */
export class Pace {
  readonly #buckets = new Map<string, Bucket>()

  /**
   * When the next message to this address may leave; not after `now` when it may at once. `spare`: how many more must
   * then still be able to leave at once.
   */
  readyAt(address: string, pace: PaceRule, now: number, spare = 0): number {
    if (pace === null) return now
    const { tokens } = this.#fill(address, pace, now)
    const needed = Math.min(1 + spare, pace.burst)
    return tokens >= needed ? now : now + Math.ceil((needed - tokens) * pace.everyMs)
  }

  take(address: string, pace: PaceRule, now: number): void {
    if (pace === null) return
    const bucket = this.#fill(address, pace, now)
    this.#buckets.set(address, { ...bucket, tokens: bucket.tokens - 1 })
  }

  #fill(address: string, { burst, everyMs }: NonNullable<PaceRule>, now: number): Bucket {
    const { tokens, at } = this.#buckets.get(address) ?? { tokens: burst, at: now }
    const filled = { tokens: Math.min(burst, tokens + (now - at) / everyMs), at: now }
    if (filled.tokens >= burst) this.#buckets.delete(address)
    else this.#buckets.set(address, filled)
    return filled
  }
}
