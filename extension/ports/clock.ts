export type Clock = {
  /** Epoch ms. */
  now: () => number
  /** Runs once after `ms`, unless the worker dies before; the returned function cancels. */
  after: (ms: number, run: () => void) => () => void
}
