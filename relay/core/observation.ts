/** Facts read by one check, with evidence and without opinion. `judge` alone turns them into a verdict. */
export type Observation = {
  /** Epoch ms when the look ended. */
  at: number
  durationMs: number
  /** Asked for, and where the document came from. */
  url: string
  finalUrl: string
  /** HTTP status of the document; `null` when none came. */
  status: number | null
}
