import { expect, test } from 'vitest'

import { readConfig } from './config.ts'

test('the environment comes before what the operator set, and that before what Vigie comes with', () => {
  const stored = { checkSeconds: 120, retentionDays: 30, quiet: { from: '22:00', to: '07:00' } }
  const { config } = readConfig({ CHECK_SECONDS: '20' }, stored)
  expect([config.checkSeconds, config.retentionMs, config.hostGapMs]).toEqual([20, 30 * 86_400_000, 500])
  expect(config.firstChoices).toMatchObject({
    quiet: stored.quiet,
    timeZone: 'Europe/Paris',
    loudness: 'ring',
  })
})

test('what the environment says wrongly is named, and holds nothing back', () => {
  const { config, problems } = readConfig(
    { CHECK_SECONDS: 'often', BLIND_MINUTES: ' ', BROWSER_CAP_HOURS: '10 h' },
    { checkSeconds: 120, browserCapHours: 12 },
  )
  expect(problems.map(({ name }) => name)).toEqual(['BROWSER_CAP_HOURS', 'CHECK_SECONDS'])
  expect([config.checkSeconds, config.blindMs, config.browserCapHours]).toEqual([120, 15 * 60_000, 12])
  expect(readConfig({ BROWSER_CAP_HOURS: '0' }, { browserCapHours: 12 }).config.browserCapHours).toBe(0)
  expect(readConfig({}).config.browserCapHours).toBeNull()
})
