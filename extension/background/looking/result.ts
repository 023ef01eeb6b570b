import type { Reason, Verdict } from '#core/verdict.ts'
import type { Memory } from './memory.ts'

/** What one look that asked the site came to. */
export type Result = {
  verdict: Verdict
  /** Two reads of this look agreed. */
  twice: boolean
  /** Epoch ms of the beginning and the end. */
  startedAt: number
  at: number
  status: number | null
  retryAfterMs: number | null
  /** The wall that this way of asking met. */
  wall: Reason | null
  /** What the facts teach, applied to what is known when they are kept. */
  learn: (memory: Memory) => Memory
}
