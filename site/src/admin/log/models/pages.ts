import type { Trouble } from '../../trouble.ts'
import type { LogDoor } from '../door.ts'
import type { Gap, Stock } from './stock.ts'
import type { LogLine } from '#core/status.ts'

import { computed, signal } from '@preact/signals'

import { append, fill, LINES_MOST, prepend, setGap } from './stock.ts'

const PAGE_LINES = 1000

/** What lies before the first line that is shown. `full`: no more is held at once. */
export type Older =
  | { kind: 'more' }
  | { kind: 'reading' }
  | { kind: 'failed'; trouble: Trouble }
  | { kind: 'whole' }
  | { kind: 'full' }

type Parts = {
  door: Pick<LogDoor, 'lines'>
  stock: () => Stock
  change: (change: (stock: Stock) => Stock) => void
}

/** What is read from the relay besides what it tells by itself: older lines, and those that are missing. */
export function makePages({ door, stock, change }: Parts) {
  const reading = signal(false)
  const trouble = signal<Trouble | null>(null)

  const older = computed<Older>(() => {
    const { whole, lines } = stock()
    if (reading.value) return { kind: 'reading' }
    if (whole) return { kind: 'whole' }
    if (lines.length >= LINES_MOST) return { kind: 'full' }
    return trouble.value === null ? { kind: 'more' } : { kind: 'failed', trouble: trouble.value }
  })

  async function readOlder(): Promise<void> {
    const before = stock().lines[0]?.cursor
    const { kind } = older.peek()
    if (before === undefined || kind === 'reading' || kind === 'whole' || kind === 'full') return
    reading.value = true
    const answer = await door.lines({ before, limit: PAGE_LINES })
    reading.value = false
    trouble.value = answer.ok ? null : answer.trouble
    if (!answer.ok) return
    const { logs } = answer.value
    change((now) => prepend(now, logs, logs.length < PAGE_LINES))
  }

  async function readGap(gap: Gap): Promise<void> {
    change((now) => setGap(now, gap, 'asking'))
    const { after, before } = gap
    const answer = await door.lines({ after, before, limit: PAGE_LINES })
    if (!answer.ok) return change((now) => setGap(now, gap, 'failed'))
    const { logs } = answer.value
    change((now) => fill(now, gap, { found: logs, isAll: logs.length < PAGE_LINES }))
    const rest = stock().gaps.find((one) => one.after === after && one.state === 'asking')
    if (rest !== undefined) await readGap(rest)
  }

  return {
    older,
    readOlder,
    /** Asks again for what is missing there. */
    readGap,
    readFailedGaps() {
      for (const gap of stock().gaps) if (gap.state === 'failed') void readGap(gap)
    },
    /** New lines; what is missing before them is asked for. */
    take: (lines: readonly LogLine[]) => {
      const known = new Set(stock().gaps.map(({ key }) => key))
      change((now) => append(now, lines))
      for (const gap of stock().gaps) if (!known.has(gap.key)) void readGap(gap)
    },
  }
}
