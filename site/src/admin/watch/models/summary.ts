import type { HistorySpan } from '#core/watch-history.ts'
import type { WatchStory } from '#relay/client.ts'

export type History = WatchStory['history']
type Dark = Extract<HistorySpan, { state: 'unknown' }>

export type Summary = {
  /** Of the time in which Vigie looked at all, 0 to 1, never rounded up to all of it; `null` when it never did. */
  seenShare: number | null
  /** For how long Vigie looked at it within the window. */
  lookedMs: number
  openings: { count: number; ms: number }
  blind: { count: number; ms: number; longest: Dark | null }
}

export const lengthOf = ({ from, to }: { from: number; to: number }) => to - from

const sum = (spans: readonly { from: number; to: number }[]) =>
  spans.reduce((total, span) => total + lengthOf(span), 0)

/** What a strip says in figures. Pure; ms. */
export function summaryOf({ from, to, spans, openings }: History): Summary {
  const looked = spans.filter(({ state }) => state !== 'unseen')
  const dark = spans.filter((span): span is Dark => span.state === 'unknown')
  const [lookedMs, darkMs] = [sum(looked), sum(dark)]
  const open = openings.map((one) => ({ from: Math.max(one.from, from), to: one.to ?? to }))
  return {
    seenShare: lookedMs === 0 ? null : Math.floor(((lookedMs - darkMs) / lookedMs) * 1000) / 1000,
    lookedMs,
    openings: { count: openings.length, ms: sum(open) },
    blind: {
      count: dark.length,
      ms: darkMs,
      longest: dark.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0] ?? null,
    },
  }
}
