import type { LogLine } from '#core/status.ts'
import type { Line } from './line.ts'

import { makeLine } from './line.ts'

/** As many as the relay keeps. */
export const LINES_MOST = 10_000

/** A place where lines are missing: both cursors are those of lines that are there, or 0. */
export type Gap = {
  kind: 'gap'
  key: number
  after: number
  before: number
  /** `dropped`: the relay has them no more. */
  state: 'asking' | 'failed' | 'dropped'
}

/** What was read of the log, in the order of the cursors and each line once, and what is known to be missing in it. */
export type Stock = {
  lines: readonly Line[]
  gaps: readonly Gap[]
  /** The relay keeps nothing older than the first line. */
  whole: boolean
}

export const NO_STOCK: Stock = { lines: [], gaps: [], whole: false }

/** The cursor of the newest line, 0 when there is none. */
export const lastCursor = ({ lines }: Stock): number => lines.at(-1)?.cursor ?? 0

const makeGap = (after: number, before: number): Gap => ({
  kind: 'gap',
  // Between two lines, so that all keys together are in order.
  key: before - 0.5,
  after,
  before,
  state: 'asking',
})

/** New lines at the end: those known already are left out, and a jump of the cursor leaves a gap to be asked about. */
export function append(stock: Stock, fresh: readonly LogLine[]): Stock {
  const added: Line[] = []
  const gaps = [...stock.gaps]
  let last = lastCursor(stock)
  for (const line of fresh) {
    if (line.cursor <= last) continue
    if (last !== 0 && line.cursor > last + 1) gaps.push(makeGap(last, line.cursor))
    added.push(makeLine(line))
    last = line.cursor
  }
  return added.length === 0 ? stock : bounded({ ...stock, lines: [...stock.lines, ...added], gaps })
}

/** Older lines in front; `whole` when the relay had no more of them than these. */
export function prepend(stock: Stock, older: readonly LogLine[], whole: boolean): Stock {
  const first = stock.lines[0]?.cursor ?? Number.MAX_SAFE_INTEGER
  const added = older.filter(({ cursor }) => cursor < first)
  return bounded({ ...stock, lines: [...added.map(makeLine), ...stock.lines], whole })
}

/** What the relay had for a gap: the newest lines in it. `isAll`: there are no more in it than these. */
export function fill(
  stock: Stock,
  gap: Gap,
  { found, isAll }: { found: readonly LogLine[]; isAll: boolean },
): Stock {
  const index = stock.lines.findIndex(({ cursor }) => cursor === gap.before)
  if (index < 0) return without(stock, gap)
  // A second answer, or one about a log that was read anew meanwhile: its lines may stand there already.
  if (!stock.gaps.some(({ key, after }) => key === gap.key && after === gap.after)) return stock
  const inside = found.filter(({ cursor }) => cursor > gap.after && cursor < gap.before)
  const before = inside[0]?.cursor ?? gap.before
  const lines = [...stock.lines.slice(0, index), ...inside.map(makeLine), ...stock.lines.slice(index)]
  const filled = { ...without(stock, gap), lines }
  if (before === gap.after + 1) return bounded(filled)
  const rest: Gap = { ...makeGap(gap.after, before), state: isAll ? 'dropped' : 'asking' }
  return bounded({ ...filled, gaps: [...filled.gaps, rest].toSorted((a, b) => a.key - b.key) })
}

export const setGap = (stock: Stock, gap: Gap, state: Gap['state']): Stock => ({
  ...stock,
  gaps: stock.gaps.map((one) => (one.key === gap.key ? { ...one, state } : one)),
})

const without = (stock: Stock, gap: Gap): Stock => ({
  ...stock,
  gaps: stock.gaps.filter(({ key }) => key !== gap.key),
})

function bounded(stock: Stock): Stock {
  if (stock.lines.length <= LINES_MOST) return stock
  const lines = stock.lines.slice(-LINES_MOST)
  const first = lines[0]?.cursor ?? 0
  return { ...stock, lines, gaps: stock.gaps.filter(({ after }) => after >= first) }
}
