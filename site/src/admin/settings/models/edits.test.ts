import type { Edits } from './edits.ts'
import type { SettingLine, SettingLines, SettingName, SettingValues } from '#core/settings.ts'

import { expect, test } from 'vitest'

import { USUAL_SETTINGS } from '#core/settings.ts'

import { conflictsIn, toChange, undoOf, wishedValue, withWish, withoutSent, wrongIn } from './edits.ts'

const line = <N extends SettingName>(name: N): SettingLine<SettingValues[N]> => ({
  value: USUAL_SETTINGS[name],
  usual: USUAL_SETTINGS[name],
  source: 'built-in',
  stored: null,
  variable: null,
  updatedAt: 0,
})
const NOW: SettingLines = {
  checkSeconds: line('checkSeconds'),
  patienceSeconds: line('patienceSeconds'),
  hostGapMs: line('hostGapMs'),
  hostDailyCalls: line('hostDailyCalls'),
  browserCapHours: line('browserCapHours'),
  blindMinutes: line('blindMinutes'),
  stillWatchingHours: line('stillWatchingHours'),
  quiet: line('quiet'),
  timeZone: line('timeZone'),
  loudness: line('loudness'),
  retentionDays: {
    ...line('retentionDays'),
    value: 30,
    source: 'database',
    stored: { value: 30 },
    updatedAt: 7,
  },
}
const typed = (text: string) => ({ to: 'text', text }) as const

test('numbers are read as people write them; nothing is a value only where there may be none', () => {
  expect(wishedValue('hostDailyCalls', typed(' 12\u202F000 '))).toBe(12_000)
  expect(wishedValue('browserCapHours', typed(''))).toBeNull()
  for (const text of ['', '9', '60.5', '1e3', 'soixante'])
    expect(wishedValue('checkSeconds', typed(text)), text).toBeUndefined()
})

test('what says the same as before is no change; what went wrong stays to be repaired', () => {
  const edits = withWish({}, NOW, { name: 'checkSeconds', wish: typed('90') })
  expect(edits).toEqual({ checkSeconds: { wish: typed('90'), seen: 0 } })
  expect(withWish(edits, NOW, { name: 'checkSeconds', wish: typed('60') })).toEqual({})
  expect(withWish({}, NOW, { name: 'checkSeconds', wish: { to: 'usual' } })).toEqual({})
  const wrong = withWish(edits, NOW, { name: 'blindMinutes', wish: typed('never') })
  expect(wrongIn(wrong)).toEqual(['blindMinutes'])
})

test('all edits are one change, and its undo brings back what stood there', () => {
  const edits: Edits = {
    checkSeconds: { wish: typed('90'), seen: 0 },
    retentionDays: { wish: { to: 'usual' }, seen: 7 },
    quiet: { wish: { to: 'value', value: { from: '22:00', to: '07:00' } }, seen: 0 },
  }
  expect(toChange(edits, NOW)).toEqual({
    set: { checkSeconds: 90, quiet: { from: '22:00', to: '07:00' } },
    reset: ['retentionDays'],
    seen: { checkSeconds: 0, retentionDays: 7, quiet: 0 },
  })
  const after = { ...NOW, checkSeconds: { ...NOW.checkSeconds, updatedAt: 9 } }
  expect(undoOf(['checkSeconds', 'retentionDays'], { before: NOW, after })).toEqual({
    set: { retentionDays: 30 },
    reset: ['checkSeconds'],
    seen: { checkSeconds: 9, retentionDays: 7 },
  })
})

test('somebody else changed it meanwhile: it is to be decided, unless both wish the same', () => {
  const edits: Edits = { checkSeconds: { wish: typed('90'), seen: 0 } }
  const theirs = (value: number): SettingLines => ({
    ...NOW,
    checkSeconds: { ...NOW.checkSeconds, value, updatedAt: 5 },
  })
  expect(conflictsIn(edits, NOW)).toEqual([])
  expect(conflictsIn(edits, theirs(120))).toEqual(['checkSeconds'])
  expect(conflictsIn(edits, theirs(90))).toEqual([])
})

test('what was typed on while it was sent is not lost', () => {
  const sent: Edits = {
    checkSeconds: { wish: typed('90'), seen: 0 },
    quiet: { wish: { to: 'usual' }, seen: 0 },
  }
  const now: Edits = { ...sent, checkSeconds: { wish: typed('901'), seen: 0 } }
  expect(withoutSent(now, sent)).toEqual({ checkSeconds: now.checkSeconds })
})
