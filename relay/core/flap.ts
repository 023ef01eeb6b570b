/** It had gone at `goneAt` (epoch ms) and is back within minutes, for the `flaps`th time. */
export type Again = { goneAt: number; flaps: number }

/** The end of the last release, epoch ms, and how often it had come and gone within minutes by then. */
export type LastRelease = { closedAt: number; flaps: number } | null

/** What is back within this time after it had gone goes on with the same story, ms. */
const AGAIN_MS = 120_000

/** What an opening at `at` says of the release before it: nothing, when that is a story of its own. */
export function againOf(last: LastRelease, at: number): { again?: Again } {
  if (last === null || at - last.closedAt > AGAIN_MS) return {}
  return { again: { goneAt: last.closedAt, flaps: last.flaps + 1 } }
}
