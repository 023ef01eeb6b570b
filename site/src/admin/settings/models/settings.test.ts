import type { Environment } from '../../../environment.ts'
import type { Trouble } from '../../trouble.ts'
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

/** `change` answers whether the relay takes it. */
async function stage(settings: () => SettingLines, change: (change: SettingsChange) => boolean) {
  const read = () => ({ ok: true as const, value: { settings: settings(), environment: [] } })
  const model = new SettingsModel(env, {
    door: {
      read: () => Promise.resolve(read()),
      change: (json) => Promise.resolve(change(json) ? read() : { ok: false, trouble: CONFLICT }),
      ownWords: () => Promise.resolve({ ok: true, value: { templates: [] } }),
    },
    news: signal(0),
    edits: signal<Edits>({}),
  })
  await model.sync()
  await Promise.resolve()
  return model
}

const CONFLICT: Trouble = {
  kind: 'refused',
  status: 409,
  code: 'settings-conflict',
  issues: [],
  waitMs: null,
}

test('what somebody else writes while a question stands open is decided before anything is sent', async () => {
  let settings = USUAL
  const sent: SettingsChange[] = []
  const model = await stage(
    () => settings,
    (change) => {
      sent.push(change)
      return true
    },
  )
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

const days = (value: number, updatedAt: number): SettingLines => ({
  ...USUAL,
  retentionDays: { ...USUAL.retentionDays, value, source: 'database', stored: { value }, updatedAt },
})

test('what somebody else has written since is not put back over, and there is a choice', async () => {
  let settings = days(30, 1)
  const model = await stage(
    () => settings,
    ({ set, seen }) => {
      if (seen.retentionDays !== settings.retentionDays.updatedAt) return false
      settings = days(set.retentionDays ?? 0, settings.retentionDays.updatedAt + 1)
      return true
    },
  )
  model.wish('retentionDays', { to: 'text', text: '60' })
  expect(await model.save()).toBe(true)
  settings = days(90, 9)
  expect(await model.takeBack()).toBe(false)
  await model.sync()
  expect(model.undo.value).toBeNull()
  expect(model.conflicts.value).toEqual(['retentionDays'])
  model.settle('retentionDays', 'mine')
  expect(await model.save()).toBe(true)
  expect(settings.retentionDays.value).toBe(30)
})
