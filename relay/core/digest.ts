/** An opening that waits for its subscriber. Epoch ms. */
export type WaitingOpening = { id: string; createdAt: number }

export type DigestPlan = {
  /** To be sent on their own, oldest first. */
  alone: string[]
  /** To be told together, each list in one message. */
  together: string[][]
  /** Kept back until `until`, so that those that are about to open join them; `null` when nothing is. */
  until: number | null
}

/** Messages within this time are one burst, ms. */
export const BURST_MS = 10_000
/** So many openings within a burst arrive on their own: most days have no more, and nobody waits. */
const ALONE_MOST = 3
/** One message lists no more. */
export const TOGETHER_MOST = 10
/** The list is closed when nothing joined for so long, or the first on it has waited for so long, ms. */
const LULL_MS = 1500
const WAIT_MOST_MS = 4000

/**
 * Decides how openings reach one subscriber. `waiting`: what is owed and not sent, of any order; `recent`: how many
 * openings they were sent, alone or together, within the last burst. Everything in `waiting` stands in exactly one
 * place of the plan, or is kept back.
 */
export function planDigest(
  waiting: readonly WaitingOpening[],
  { now, recent }: { now: number; recent: number },
): DigestPlan {
  const ordered = waiting.toSorted((a, b) => a.createdAt - b.createdAt)
  if (recent + ordered.length <= ALONE_MOST) return { ...NOTHING, alone: ordered.map(({ id }) => id) }
  const full = ordered.length - (ordered.length % TOGETHER_MOST)
  const together = lists(ordered.slice(0, full))
  const [oldest, newest] = [ordered[full], ordered.at(-1)]
  if (oldest === undefined || newest === undefined) return { ...NOTHING, together }
  const until = Math.min(newest.createdAt + LULL_MS, oldest.createdAt + WAIT_MOST_MS)
  if (until > now) return { ...NOTHING, together, until }
  const left = ordered.slice(full).map(({ id }) => id)
  return left.length === 1
    ? { ...NOTHING, together, alone: left }
    : { ...NOTHING, together: [...together, left] }
}

const NOTHING: DigestPlan = { alone: [], together: [], until: null }

function lists(list: readonly WaitingOpening[]): string[][] {
  const parts: string[][] = []
  for (let from = 0; from < list.length; from += TOGETHER_MOST)
    parts.push(list.slice(from, from + TOGETHER_MOST).map(({ id }) => id))
  return parts
}
