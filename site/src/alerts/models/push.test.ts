import type { AlertsDoor, FirstChoices } from '../door.ts'
import type { PushDevice } from '../push-device.ts'
import type { SubscriberState } from '#core/subscriber.ts'

import { expect, test } from 'vitest'

import { FIRST_CHOICES } from '#core/subscriber.ts'

import { PushModel, REMEMBERED } from './push.ts'

const CHOICES: FirstChoices = { locale: 'fr', timeZone: 'Europe/Paris', watches: 'all' }
const KEYS = { p256dh: 'p', auth: 'a' }

/** A browser that was subscribed at `push/1`, and gives a new endpoint only once it was unsubscribed. */
async function comeBack(state: SubscriberState | 'erased') {
  let [number, isOn] = [1, true]
  const asked: { endpoint: string; replaces: string | null }[] = []
  const kept = new Map([[REMEMBERED, 'token-1']])
  const keysNow = () => ({ endpoint: `https://push.example/${number}`, keys: KEYS })
  const device: PushDevice = {
    support: () => 'ready',
    isDenied: () => false,
    ask: async () => 'granted',
    current: async () => (isOn ? keysNow() : null),
    subscribe: async () => {
      if (!isOn) number += 1
      isOn = true
      return keysNow()
    },
    unsubscribe: async () => {
      isOn = false
    },
    leave: async () => {},
  }
  const subscription = {
    ...FIRST_CHOICES,
    channel: 'web-push',
    address: 'push.example/…',
    hasSecond: false,
    createdAt: 0,
  } as const
  const door: Pick<AlertsDoor, 'pushKey' | 'byPush' | 'read' | 'erase'> = {
    pushKey: async () => ({ ok: true, value: { key: 'k' } }),
    byPush: async ({ endpoint }, _, replaces) => {
      asked.push({ endpoint, replaces })
      return { ok: true, value: { state: 'active', token: 'token-2' } }
    },
    read: async () =>
      state === 'erased'
        ? { ok: false, trouble: { kind: 'refused', status: 404, code: 'unknown', issues: [], waitMs: null } }
        : { ok: true, value: { ...subscription, state } },
    erase: async () => ({ ok: true, value: {} }),
  }
  const memory = {
    remember: (name: string, value: string) => void kept.set(name, value),
    recall: (name: string) => kept.get(name) ?? null,
  }
  const push = new PushModel(memory, { door, device })
  await push.begin()
  return { push, asked }
}

test('a browser to which nothing got any more gets a new endpoint, and its choices stay', async () => {
  const { push, asked } = await comeBack('disabled')
  expect(push.state.value).toEqual({ kind: 'off', trouble: null })
  await push.turnOn(CHOICES)
  expect(push.state.value).toMatchObject({ kind: 'on', token: 'token-2' })
  expect(asked).toEqual([{ endpoint: 'https://push.example/2', replaces: 'https://push.example/1' }])
})

test('one that is known no more begins anew; one that gets its alerts stays as it is', async () => {
  const { push, asked } = await comeBack('erased')
  await push.turnOn(CHOICES)
  expect(asked).toEqual([{ endpoint: 'https://push.example/2', replaces: null }])
  const still = await comeBack('active')
  expect(still.push.state.value).toMatchObject({ kind: 'on', token: 'token-1' })
  expect(still.asked).toEqual([])
})
