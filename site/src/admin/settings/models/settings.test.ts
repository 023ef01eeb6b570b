import type { Environment } from '../../../environment.ts'
import type { SettingsChange } from '../door.ts'
import type { Edits } from './edits.ts'
import type { SettingLine, SettingLines, SettingName, SettingValues } from '#core/settings.ts'

import { signal } from '@preact/signals'
import { expect, test } from 'vitest'

import { USUAL_SETTINGS } from '#core/settings.ts'

import { SettingsModel } from './settings.ts'

const quiet = () => () => {}
const env: Environment = {
  now: () => 0,
  random: () => 0,
  readStatus: () => Promise.resolve({ ok: false, problem: { kind: 'unreachable' } }),
  openFeed: quiet,
  after: quiet,
  isOnline: () => true,
  onWake: quiet,
  recall: () => null,
  remember: () => {},
  countVisit: () => {},
  keepForOffline: () => {},
}

const line = <N extends SettingName>(name: N): SettingLine<SettingValues[N]> => ({
  value: USUAL_SETTINGS[name],
  usual: USUAL_SETTINGS[name],
  source: 'built-in',
  stored: null,
  variable: null,
  updatedAt: 0,
})

const USUAL: SettingLines = {
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
  retentionDays: line('retentionDays'),
}

test('what somebody else writes while a question stands open is decided before anything is sent', async () => {
  let settings = USUAL
  const sent: SettingsChange[] = []
  const document = () => ({ ok: true as const, value: { settings, environment: [] } })
  const model = new SettingsModel(env, {
    door: {
      read: () => Promise.resolve(document()),
      change: (change) => {
        sent.push(change)
        return Promise.resolve(document())
      },
      ownWords: () => Promise.resolve({ ok: true, value: { templates: [] } }),
    },
    news: signal(0),
    edits: signal<Edits>({}),
  })
  await model.sync()
  await Promise.resolve()
  model.wish('retentionDays', { to: 'text', text: '10' })
  expect(model.ready()).toBe(true)
  settings = { ...USUAL, retentionDays: { ...USUAL.retentionDays, value: 400, updatedAt: 5 } }
  await model.sync()
  expect(await model.save()).toBe(false)
  expect(sent).toEqual([])
  model.settle('retentionDays', 'mine')
  expect(await model.save()).toBe(true)
  expect(sent).toEqual([{ set: { retentionDays: 10 }, reset: [], seen: { retentionDays: 5 } }])
})
