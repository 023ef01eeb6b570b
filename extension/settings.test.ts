import { anything, assert, property } from 'fast-check'
import { expect, test } from 'vitest'

import { isPaused, keptSettings, parseSettings } from './settings.ts'

const FIRST_DAY = {
  relay: null,
  language: 'en',
  textSize: 100,
  sound: { on: false, volume: 50 },
  quiet: null,
  always: [],
  pausedAll: null,
  welcomed: false,
  reports: true,
  push: false,
}

test('a first day works alone, in the language of the browser', () => {
  expect(parseSettings(undefined, ['de', 'EN-gb'])).toEqual(FIRST_DAY)
  expect(parseSettings(null, []).language).toBe('fr')
})

test('what the first version kept is understood', () => {
  const kept = { address: 'https://vigie.example.org', language: 'fr', textSize: 150 }
  expect(parseSettings(kept, ['en'])).toMatchObject({
    relay: 'https://vigie.example.org',
    language: 'fr',
    textSize: 150,
  })
})

test('what was kept comes back', () => {
  const settings = {
    ...parseSettings({}, []),
    relay: 'http://localhost:8787',
    quiet: { from: '22:00', to: '07:30' },
    always: ['f1'],
    pausedAll: { until: 5 },
    welcomed: true,
    reports: false,
    push: true,
  }
  expect(parseSettings(structuredClone(keptSettings(settings)), ['en'])).toEqual(settings)
})

test('what makes no sense takes its usual value', () => {
  const kept = {
    relay: 'http://somewhere.example',
    language: 'xx',
    textSize: 7,
    sound: { on: 'yes', volume: 1e9 },
    quiet: { from: '25:00', to: '07:00' },
    pausedAll: { until: 'soon' },
    always: [7, 'f1'],
  }
  expect(parseSettings(kept, ['en'])).toEqual({
    ...FIRST_DAY,
    sound: { on: false, volume: 100 },
    always: ['f1'],
  })
})

test('no leftover whatever makes it throw', () => {
  assert(property(anything(), (kept) => void parseSettings(kept, [])))
})

test('a pause holds until its time', () => {
  expect([
    isPaused(null, 5),
    isPaused({ until: null }, 5),
    isPaused({ until: 6 }, 5),
    isPaused({ until: 5 }, 5),
  ]).toEqual([false, true, true, false])
})
