import { expect, test } from 'vitest'

import { FRESH, writeMemory } from '../background/looking/memory.ts'
import { none, sight } from '../test/known-samples.ts'
import { stepsOf } from './check.ts'

const now = Date.UTC(2026, 10, 20, 14)

const after = (startedAt: number) =>
  sight({
    verdict: none,
    at: now,
    memory: writeMemory({
      ...FRESH,
      check: {
        startedAt,
        endedAt: null,
        steps: [
          { at: now, rung: 'tab-fetch', said: null },
          { at: now, rung: 'tab-fetch', said: 'no-answer' },
          { at: now, rung: 'fetch', said: null },
        ],
      },
    }),
  })

test('each way that was tried says its latest word', () => {
  expect(stepsOf(after(now - 1000), now).map(({ rung, said }) => [rung, said])).toEqual([
    ['tab-fetch', 'no-answer'],
    ['fetch', null],
  ])
})

test('no check, one of long ago, or one of another version is none', () => {
  expect(stepsOf(undefined, now)).toEqual([])
  expect(stepsOf(sight({ verdict: none, at: now }), now)).toEqual([])
  expect(stepsOf(after(now - 301_000), now)).toEqual([])
  expect(stepsOf(sight({ verdict: none, at: now, memory: { looking: 'odd' } }), now)).toEqual([])
})
