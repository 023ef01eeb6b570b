import { expect, test } from 'vitest'

import { historySpans } from './watch-history.ts'

const quiet = { from: 0, to: 1000, knownFrom: 0, darkFrom: null, releases: [], blind: [] }

test('a watch that saw nothing all the time is one span of nothing', () => {
  expect(historySpans(quiet)).toEqual([{ from: 0, to: 1000, state: 'none' }])
})

test('what could not be seen stands before what was open, and nothing is said of before the first look', () => {
  const spans = historySpans({
    ...quiet,
    knownFrom: 100,
    releases: [
      { from: 300, to: 500 },
      { from: 900, to: null },
    ],
    blind: [
      { from: 50, to: 150, reason: 'queue' },
      { from: 400, to: 600, reason: 'queue' },
      { from: 600, to: 700, reason: 'offline' },
    ],
  })
  expect(spans.map(({ from, to, state }) => [from, to, state])).toEqual([
    [0, 100, 'unseen'],
    [100, 150, 'unknown'],
    [150, 300, 'none'],
    [300, 400, 'available'],
    [400, 600, 'unknown'],
    [600, 700, 'unknown'],
    [700, 900, 'none'],
    [900, 1000, 'available'],
  ])
  expect(spans[4]).toMatchObject({ reason: 'queue' })
})

test('from the moment on when nobody looks any more, nothing is called empty', () => {
  const dark = { at: 800, reason: null }
  expect(historySpans({ ...quiet, darkFrom: dark }).at(-1)).toEqual({ from: 800, to: 1000, state: 'unseen' })
  const paused = historySpans({ ...quiet, darkFrom: { at: 800, reason: 'stale' } })
  expect(paused.at(-1)).toEqual({ from: 800, to: 1000, state: 'unknown', reason: 'stale' })
})

test('whatever came before the window or lasts beyond it is cut at its ends', () => {
  const spans = historySpans({ ...quiet, from: 500, releases: [{ from: 100, to: 600 }], blind: [] })
  expect(spans).toEqual([
    { from: 500, to: 600, state: 'available' },
    { from: 600, to: 1000, state: 'none' },
  ])
})
