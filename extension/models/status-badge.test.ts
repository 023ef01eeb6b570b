import type { Kept, Problem } from '../status-environment.ts'
import type { PublicWatch } from '#core/status.ts'

import { expect, test } from 'vitest'

import { blindWatch, openWatch, publicWatch, staleWatch } from '../../relay/test/public-watches.ts'
import { badgeOf } from './status-badge.ts'

const now = Date.now()

function kept(watches: PublicWatch[], problem: Problem | null = null, at = now): Kept {
  const totals = { checks: 1, alerts: 0, availabilityRate: 0, watches: watches.length }
  const last = { status: { at, version: '0.1.0', totals, watches }, readAt: now }
  const address = 'http://localhost:8787'
  return {
    settings: { address, language: 'fr', textSize: 100 },
    reading: { address, last, problem },
  }
}

test.each([
  ['counts what is open', [openWatch(), blindWatch()], null, '1'],
  ['an opening outlives a short silence of the relay', [openWatch()], { kind: 'unreachable' }, '1'],
  ['says when the relay is gone', [publicWatch()], { kind: 'unreachable' }, '!'],
  ['says when something cannot be seen', [publicWatch(), blindWatch()], null, '?'],
  ['never counts an old opening', [staleWatch()], null, '?'],
  ['is quiet when nothing is there', [publicWatch()], null, ''],
  ['is quiet when nothing is watched', [], null, ''],
] as const)('%s', (_, watches, problem, text) => {
  expect(badgeOf(kept([...watches], problem), now).text).toBe(text)
})

test('an opening does not outlive a long silence', () => {
  expect(badgeOf(kept([openWatch()], { kind: 'unreachable' }), now + 200_000).text).toBe('!')
})

test('ages are told by the clock of the relay, not by that of this device', () => {
  expect(badgeOf(kept([openWatch()], null, now + 200_000), now).text).toBe('?')
})
