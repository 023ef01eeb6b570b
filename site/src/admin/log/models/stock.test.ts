import type { LogLine } from '#core/status.ts'
import type { Gap, Stock } from './stock.ts'

import { expect, test } from 'vitest'

import { append, fill, lastCursor, LINES_MOST, NO_STOCK, prepend, setGap } from './stock.ts'

const line = (cursor: number): LogLine => ({
  cursor,
  at: cursor * 1000,
  level: 'info',
  message: `n° ${cursor}`,
})
const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => line(from + index))
const cursors = (stock: Stock) => stock.lines.map(({ cursor }) => cursor)

function onlyGap({ gaps }: Stock): Gap {
  const [gap] = gaps
  if (gap === undefined || gaps.length > 1) throw new Error(`${gaps.length} gaps`)
  return gap
}

test('lines told twice are kept once, and what comes in order leaves no gap', () => {
  const stock = append(append(NO_STOCK, lines(5, 8)), lines(7, 10))
  expect(cursors(stock)).toEqual([5, 6, 7, 8, 9, 10])
  expect(stock.gaps).toEqual([])
  expect(append(stock, lines(3, 9))).toBe(stock)
  expect(lastCursor(stock)).toBe(10)
})

test('older lines come in front, each once', () => {
  const stock = prepend(append(NO_STOCK, lines(5, 6)), lines(2, 5), true)
  expect(cursors(stock)).toEqual([2, 3, 4, 5, 6])
  expect(stock.whole).toBe(true)
})

test('a jump is a gap; it is filled from its end, piece by piece', () => {
  const jumped = append(append(NO_STOCK, lines(1, 3)), lines(10, 11))
  const gap = onlyGap(jumped)
  expect(gap).toMatchObject({ after: 3, before: 10, state: 'asking' })
  const half = fill(jumped, gap, { found: lines(7, 9), isAll: false })
  expect(onlyGap(half)).toMatchObject({ after: 3, before: 7, state: 'asking' })
  const full = fill(half, onlyGap(half), { found: lines(4, 6), isAll: true })
  expect(full.gaps).toEqual([])
  expect(cursors(full)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
})

test('what the relay has no more stays a gap, and says so', () => {
  const jumped = append(append(NO_STOCK, lines(1, 3)), lines(10, 11))
  const failed = setGap(jumped, onlyGap(jumped), 'failed')
  expect(onlyGap(failed).state).toBe('failed')
  const partly = fill(failed, onlyGap(failed), { found: lines(8, 9), isAll: true })
  expect(onlyGap(partly)).toMatchObject({ after: 3, before: 8, state: 'dropped' })
  const none = fill(failed, onlyGap(failed), { found: [], isAll: true })
  expect(onlyGap(none)).toMatchObject({ after: 3, before: 10, state: 'dropped' })
  const keys = [...none.lines, ...none.gaps].map(({ key }) => key)
  expect(keys.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 9.5, 10, 11])
})

test('no more is held than the relay keeps, and a gap goes with the lines before it', () => {
  const jumped = append(append(NO_STOCK, lines(1, 3)), lines(10, 20))
  const much = append(jumped, lines(21, 20 + LINES_MOST - 5))
  expect(much.lines).toHaveLength(LINES_MOST)
  expect(cursors(much)[0]).toBe(16)
  expect(much.gaps).toEqual([])
  expect(fill(much, onlyGap(jumped), { found: lines(4, 9), isAll: true })).toEqual(much)
})

test('a second answer, or one about a log that was read anew, doubles no line', () => {
  const jumped = append(append(NO_STOCK, lines(1, 3)), lines(10, 11))
  const answer = { found: lines(4, 9), isAll: true }
  const full = fill(jumped, onlyGap(jumped), answer)
  expect(fill(full, onlyGap(jumped), answer)).toBe(full)
  const anew = prepend(NO_STOCK, lines(1, 12), true)
  expect(fill(anew, onlyGap(jumped), answer)).toBe(anew)
})
