import type { FakeEnvironment } from '../test/fake-environment.ts'

import { beforeEach, expect, test } from 'vitest'

import { fakeEnvironment } from '../test/fake-environment.ts'
import { follow } from './follow.ts'
import { record } from './record.ts'
import { changeSettings } from './settings.ts'
import { ring, wake, welcome } from './wake.ts'

let env: FakeEnvironment

beforeEach(() => {
  env = fakeEnvironment()
})

async function followed() {
  const answer = await follow(env, { name: 'OM', url: 'https://billets.example/om', date: '2026-11-20' })
  if (answer.kind !== 'followed') throw new Error(answer.kind)
  return answer.follow
}

test('a start puts right what an update, a death or an earlier version left', async () => {
  const { id } = await followed()
  env.world.alarms.set('refresh', { at: 0, periodMinutes: 1 })
  env.world.allowed = false
  const verdict = { state: 'available', offers: [{ type: 'PMR', fingerprint: 'a', name: 'PMR' }] } as const
  await record(env, { followId: id, reporter: 'me', kind: 'extension', verdict, at: env.world.now })
  env.world.badge = null
  env.world.session.clear()
  const next = env.restart()
  await wake(next, 'woke')
  expect([...next.world.alarms.keys()]).toEqual(['tick'])
  expect(next.world.badge).toMatchObject({ text: '1' })
  expect(next.world.session.get('known')).toMatchObject({ version: '0.1.0', known: { follows: [{ id }] } })
})

test('what fails keeps nothing else from happening', async () => {
  await followed()
  const faults: unknown[] = []
  env.warn = (error) => void faults.push(error)
  env.scripting.registered = () => Promise.reject(new Error('no scripting today'))
  await wake(env, 'woke')
  expect(faults).toHaveLength(1)
  expect(env.world.session.has('known')).toBe(true)
})

test('with nothing followed no alarm is left', async () => {
  await wake(env, 'browser-started')
  expect([...env.world.alarms.keys()]).toEqual([])
})

test('the alarm retires what is past, and then leaves none', async () => {
  await followed()
  await wake(env, 'woke')
  env.pass(24 * 3_600_000)
  await ring(env, 'tick')
  expect(env.world.session.get('known')).toMatchObject({ known: { follows: [{ retiredAt: env.world.now }] } })
  expect([...env.world.alarms.keys()]).toEqual([])
})

test('the welcome stands at the first day only', async () => {
  await welcome(env)
  expect(env.world.tabs.map(({ url }) => url)).toEqual(['chrome-extension://vigie/welcome.html'])
  await changeSettings(env, { welcomed: true })
  await welcome(env)
  expect(env.world.tabs).toHaveLength(1)
})
