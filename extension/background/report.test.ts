import { expect, test } from 'vitest'

import { isNewReport } from './report.ts'

const MINUTE = 60_000

test.each([
  ['nothing was said yet', null, 'none siblings', true],
  ['another word', { said: 'none siblings', at: 0 }, 'available aa', true],
  ['the same word within a quarter of an hour', { said: 'none siblings', at: 0 }, 'none siblings', false],
  ['the same word afterwards', { said: 'none siblings', at: -5 * MINUTE }, 'none siblings', true],
  [
    'a seat that stays, after two minutes and a half',
    { said: 'available aa', at: 7.5 * MINUTE },
    'available aa',
    true,
  ],
  [
    'a word from hours ahead, of a clock put back',
    { said: 'none siblings', at: 99 * MINUTE },
    'none siblings',
    true,
  ],
  ['a seat that stays, sooner', { said: 'available aa', at: 8 * MINUTE }, 'available aa', false],
])('%s: said again or not', (_what, reported, key, answer) => {
  expect(isNewReport(reported, key, 10 * MINUTE)).toBe(answer)
})
