import type { Moment } from './sends.ts'

import { expect, test } from 'vitest'

import { readStatic } from '#readers/static-document.ts'

import { MATCH_URL, psgPage } from '../../relay/test/psg-page.ts'
import { nextMs } from './pace.ts'

const still: Moment = {
  facts: readStatic(psgPage(), { url: MATCH_URL }),
  hopeFor: null,
  likeFor: 0,
  quietFor: 60_000,
  loadedFor: 60_000,
  doubt: null,
  isOld: false,
  dataAt: 0,
  at: 60_000,
}
const seen = { visibleFor: 60_000, oldFor: null, patienceMs: 2000 }

test('a page that stands still is read every ten seconds, a hidden one every minute', () => {
  expect(nextMs(still, seen)).toBe(10_000)
  expect(nextMs({ ...still, hopeFor: 60_000, likeFor: 60_000 }, seen)).toBe(10_000)
  expect(nextMs(still, { ...seen, visibleFor: null })).toBe(60_000)
})

test.each<[string, Partial<Moment>, Partial<typeof seen>, number]>([
  ['a row that came just now is read again after 100 ms', { hopeFor: 0, quietFor: 0 }, {}, 100],
  ['in a young page after 500 ms', { hopeFor: 0, quietFor: 0, loadedFor: 1000 }, {}, 500],
  ['and once more, were it gone by then', { hopeFor: 110, likeFor: 110, quietFor: 110 }, {}, 390],
  ['offers that changed are read when patience is over', { quietFor: 600 }, {}, 1400],
  ['and after that, for what a style sheet shows late', { quietFor: 2100 }, {}, 900],
  ['a tab that came into view waits for what it draws', {}, { visibleFor: 500 }, 1500],
  ['a page that loaded just now', { loadedFor: 1900 }, {}, 100],
])('%s', (_, moment, passed, ms) => {
  expect(nextMs({ ...still, ...moment }, { ...seen, ...passed })).toBe(ms)
})
