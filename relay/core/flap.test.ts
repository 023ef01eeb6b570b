import type { Report } from './state.ts'
import type { Verdict } from './verdict.ts'

import { expect, test } from 'vitest'

import { newState } from './new-state.ts'
import { advance } from './state.ts'

const SECOND = 1000
const LIMITS = { blindMs: 900 * SECOND, freshMs: 240 * SECOND, cadenceMs: 60 * SECOND }
const none: Verdict = { state: 'none', proof: { anchor: 'h1', kind: 'sold-out', detail: 'Complet' } }
const seat: Verdict = {
  state: 'available',
  offers: [{ type: 'PMR', fingerprint: 'pmr', name: 'Place PMR' }],
}

/** What is told when a seat is there at some of these times (seconds) and not at others. */
function live(...looks: [at: number, isThere: boolean][]) {
  let state = newState('w')
  return looks.flatMap(([at, isThere]) => {
    const report: Report = {
      reporter: 'relay',
      kind: 'relay-fetch',
      verdict: isThere ? seat : none,
      at: at * SECOND,
      releaseId: `r${at}`,
    }
    const step = advance(state, report, LIMITS)
    state = step.state
    return step.events.flatMap((event) =>
      event.type === 'opened' || event.type === 'closed'
        ? [{ type: event.type, ...('again' in event ? { again: event.again } : {}) }]
        : [],
    )
  })
}

test('what is back within two minutes goes on with the story, what is back later begins one', () => {
  expect(live([60, true], [90, false], [200, true])).toEqual([
    { type: 'opened' },
    { type: 'closed' },
    { type: 'opened', again: { goneAt: 90 * SECOND, flaps: 1 } },
  ])
  expect(live([60, true], [90, false], [211, true]).at(-1)).toEqual({ type: 'opened' })
})

test('each time it comes back is counted, and a quiet while ends the count', () => {
  const events = live([10, true], [20, false], [30, true], [40, false], [50, true], [60, false], [400, true])
  const flaps = events.filter(({ type }) => type === 'opened').map(({ again }) => again?.flaps ?? 0)
  expect(flaps).toEqual([0, 1, 2, 0])
})
