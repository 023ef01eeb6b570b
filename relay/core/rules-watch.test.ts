import type { ReporterState } from './merge.ts'
import type { Verdict } from './verdict.ts'
import type { Watch } from './watch.ts'

import { expect, test } from 'vitest'

import { contradict, factsOfWatch } from './rules-watch.ts'
import { newState } from './new-state.ts'

const NOW = 10_000_000
const OPEN: Verdict = {
  state: 'available',
  offers: [{ type: 'PMR', fingerprint: 'f', name: 'PMR' }],
}
const NONE: Verdict = { state: 'none', proof: { anchor: 'x', kind: 'siblings', detail: 'x' } }
const DARK: Verdict = { state: 'unknown', reason: 'blocked' }

const WATCH: Watch = {
  id: 'w',
  kind: 'seats',
  name: 'PSG – OM',
  url: 'https://psg.example/om',
  host: 'psg.example',
  target: {},
  checkSeconds: 60,
  public: true,
  createdAt: NOW - 600_000,
  updatedAt: NOW - 600_000,
}

const reporter = (name: string, verdict: Verdict, at = NOW): ReporterState => ({
  reporter: name,
  kind: name === 'relay' ? 'relay-fetch' : 'extension',
  verdict,
  at,
  sightedAt: null,
})

test('two reporters contradict each other when one sees offers and the other proves none, both lately', () => {
  const seen = (...all: ReporterState[]) => contradict(all, NOW, 180_000)
  expect(seen(reporter('relay', NONE), reporter('x', OPEN))).toBe(true)
  expect(seen(reporter('relay', NONE), reporter('x', OPEN, NOW - 180_001))).toBe(false)
  expect(seen(reporter('relay', DARK), reporter('x', OPEN))).toBe(false)
  expect(seen(reporter('relay', NONE), reporter('x', NONE))).toBe(false)
  // Also when nobody bears the browser out: then above all the operator should look.
  expect(seen(reporter('relay', NONE), { ...reporter('x', OPEN), unproven: true })).toBe(true)
})

test('a page that nobody has looked at has been blind since it is watched, one that sees is not', () => {
  const blindFor = (state: Partial<ReturnType<typeof newState>>) =>
    factsOfWatch(WATCH, { ...newState('w'), ...state }, NOW).samples.find(
      ({ name }) => name === 'vigie_blind_seconds',
    )?.value
  expect(blindFor({})).toBe(600)
  expect(blindFor({ verdict: NONE, lastCheckAt: NOW })).toBe(0)
  const since = { since: NOW - 90_000, told: true }
  expect(blindFor({ verdict: DARK, lastCheckAt: NOW, blind: since })).toBe(90)
  const { fact } = factsOfWatch(WATCH, { ...newState('w'), verdict: DARK, blind: since }, NOW)
  expect(fact).toEqual({
    id: 'w',
    host: 'psg.example',
    name: 'PSG – OM',
    state: 'unknown',
    reason: 'blocked',
    blindTold: true,
  })
})
