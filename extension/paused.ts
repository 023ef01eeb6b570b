import type { Pause } from './db/types.ts'

/** Whether a pause still holds at `now`, epoch ms. */
export function isPaused(pause: Pause | null, now: number): boolean {
  return pause !== null && (pause.until === null || now < pause.until)
}
