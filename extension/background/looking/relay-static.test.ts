import { beforeEach, expect, test } from 'vitest'

import type { PublicWatch } from '#core/status.ts'
import type { FakeEnvironment } from '../../test/fake-environment.ts'

import { saveReading } from '../../link/reading.ts'
import { fakeEnvironment } from '../../test/fake-environment.ts'
import { follow, relayWatch } from '../../test/known-samples.ts'
import { relaySaysStatic } from './relay-static.ts'

const HOUR = 3_600_000
const RELAY = 'https://relais.example'
const om = follow({ relayWatchId: 'watch-om' })

let env: FakeEnvironment

beforeEach(async () => {
  env = fakeEnvironment()
  await env.set({ relay: RELAY })
})

/** What the relay said last, by a clock that is two hours ahead of ours. */
async function said(part: Partial<PublicWatch> = {}): Promise<void> {
  const readAt = env.world.now
  const at = readAt + 2 * HOUR
  const how = { mode: 'static', why: 'equal', patienceMs: 0 } as const
  const watches = [relayWatch({ how, lastCheckAt: at, lastGoodCheckAt: at, ...part })]
  const totals = { checks: 1, alerts: 0, availabilityRate: 0, watches: 1 }
  const last = { status: { at, version: '1', totals, watches }, readAt }
  await saveReading(env, { origin: RELAY, etag: null, last, problem: null, strikes: 0, nextAt: 0 })
}

test('a relay vouches for the page as sent for a day after it saw it so itself', async () => {
  await said()
  expect(await relaySaysStatic(env, om)).toBe(true)
  env.world.now += 24 * HOUR
  expect(await relaySaysStatic(env, om)).toBe(true)
  env.world.now += 1
  expect(await relaySaysStatic(env, om)).toBe(false)
  await said({ lastGoodCheckAt: env.world.now - 23 * HOUR })
  expect(await relaySaysStatic(env, om)).toBe(false)
})

test('not for another page, nor for one that it draws or has not seen', async () => {
  await said({ url: 'https://billetterie.psg.example/fr/nantes' })
  expect(await relaySaysStatic(env, om)).toBe(false)
  await said({ how: { mode: 'rendered', why: 'differs', patienceMs: 0 } })
  expect(await relaySaysStatic(env, om)).toBe(false)
  await said({ lastGoodCheckAt: null })
  expect(await relaySaysStatic(env, om)).toBe(false)
  await said()
  expect(await relaySaysStatic(env, follow())).toBe(false)
})
