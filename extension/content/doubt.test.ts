import type { Stand } from './doubt.ts'

import { describe, expect, test } from 'vitest'

import { doubtOf } from './doubt.ts'

const whole = { height: 3000, seenTo: 3000, end: 3000 }
const STILL: Stand = {
  visible: true,
  visibleFor: 60_000,
  loadedFor: 60_000,
  quietFor: 60_000,
  answerFor: 60_000,
  patienceMs: 2000,
  scrolled: [whole],
  drops: false,
  isOld: false,
}

describe('a page that the person looks at', () => {
  test('would prove a none once all of it was in view and stood still', () => {
    expect(doubtOf(STILL)).toBeNull()
  })
  test('would when nothing in it scrolls', () => {
    expect(doubtOf({ ...STILL, scrolled: [] })).toBeNull()
  })
  test('would when only the footer was not in view', () => {
    expect(doubtOf({ ...STILL, scrolled: [{ height: 3000, seenTo: 2400, end: 2400 }] })).toBeNull()
  })
  test('would when the last pixels are lost in rounding', () => {
    expect(doubtOf({ ...STILL, scrolled: [{ height: 3000, seenTo: 2997.4, end: 3000 }] })).toBeNull()
  })
})

describe('it proves nothing', () => {
  test.each<[string, Partial<Stand>, string]>([
    ['in a hidden tab', { visible: false, visibleFor: 0 }, 'hidden'],
    ['right after it came into view', { visibleFor: 1900 }, 'moving'],
    ['while it loads', { loadedFor: null }, 'loading'],
    ['right after it loaded', { loadedFor: 1999 }, 'loading'],
    ['while the former address’s content may stand', { isOld: true }, 'loading'],
    ['while the offers change', { quietFor: 400 }, 'moving'],
    ['when an answer came that may be painted yet', { answerFor: 300 }, 'moving'],
    ['when no patience is asked for and it moved just now', { patienceMs: 0, quietFor: 700 }, 'moving'],
    ['when its list drops rows', { drops: true }, 'dropped'],
    ['while its lower part was never in view', { scrolled: [{ ...whole, seenTo: 900 }] }, 'unseen'],
    ['when it grew since', { scrolled: [{ height: 4000, seenTo: 3000, end: 4000 }] }, 'unseen'],
    ['when a list in it was not seen to its end', { scrolled: [whole, { ...whole, seenTo: 400 }] }, 'unseen'],
  ])('%s', (_, part, doubt) => {
    expect(doubtOf({ ...STILL, ...part })).toBe(doubt)
  })
})
