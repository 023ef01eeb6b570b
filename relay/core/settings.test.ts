import { expect, test } from 'vitest'

import {
  NUMBER_BOUNDS,
  SETTING_NAMES,
  USUAL_SETTINGS,
  isSettingValue,
  readStoredSettings,
} from './settings.ts'

test('what holds by itself is allowed, and so are both ends of every number, and nothing beyond', () => {
  for (const name of SETTING_NAMES) expect(isSettingValue(name, USUAL_SETTINGS[name]), name).toBe(true)
  for (const [name, { least, most }] of Object.entries(NUMBER_BOUNDS)) {
    const known = SETTING_NAMES.find((one) => one === name) ?? 'quiet'
    const allowed = [least, most, least - 1, most + 1, least + 0.5, String(least)].map((value) =>
      isSettingValue(known, value),
    )
    expect(allowed, name).toEqual([true, true, false, false, false, false])
  }
})

const quiet = (value: unknown) => isSettingValue('quiet', value)

test('hours, clocks and sounds are told from what only looks like them', () => {
  expect([null, { from: '22:00', to: '07:00' }].map(quiet)).toEqual([true, true])
  expect([{ from: '22:00', to: '22:00' }, { from: '24:00', to: '07:00' }, {}, 'night'].map(quiet)).toEqual([
    false,
    false,
    false,
    false,
  ])
  expect(['America/Guadeloupe', 'Mars/Olympus'].map((zone) => isSettingValue('timeZone', zone))).toEqual([
    true,
    false,
  ])
  expect(['silent', 'deafening'].map((sound) => isSettingValue('loudness', sound))).toEqual([true, false])
})

test('what was kept is read again; what is none of it any more counts as not there', () => {
  const stored = readStoredSettings([
    ['checkSeconds', { value: 120, updatedAt: 5 }],
    ['quiet', { value: null, updatedAt: 6 }],
    // Went back to the usual.
    ['blindMinutes', { updatedAt: 7 }],
    ['retentionDays', { value: -1, updatedAt: 8 }],
    ['gone', { value: 1, updatedAt: 9 }],
    ['loudness', null],
  ])
  expect(stored).toEqual({
    values: { checkSeconds: 120, quiet: null },
    updatedAt: { checkSeconds: 5, quiet: 6, blindMinutes: 7, retentionDays: 8 },
  })
})
