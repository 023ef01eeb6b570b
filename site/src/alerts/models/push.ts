import type { Environment } from '../../environment.ts'
import type { Trouble } from '../../admin/trouble.ts'
import type { AlertsDoor, FirstChoices } from '../door.ts'
import type { PushDevice, PushSupport } from '../push-device.ts'

import { createModel, signal } from '@preact/signals'

/** Under which name this browser remembers the secret of its own subscription. */
export const REMEMBERED = 'vigie-push'

/** `device`: the browser's own push service said no. */
export type AlertsTrouble = Trouble | { kind: 'device' }

export type PushState =
  | { kind: 'asking' }
  | { kind: 'unsupported'; why: Exclude<PushSupport, 'ready'> }
  /** The person has forbidden notifications of this site. */
  | { kind: 'denied' }
  | { kind: 'off'; trouble: AlertsTrouble | null }
  | { kind: 'busy' }
  | { kind: 'on'; token: string; trouble: AlertsTrouble | null }

type Parts = { door: AlertsDoor; device: PushDevice }

/** Alerts by this browser: its own subscription, and the relay's row for it. */
export const PushModel = createModel((env: Environment, { door, device }: Parts) => {
  const state = signal<PushState>({ kind: 'asking' })
  const off = (trouble: AlertsTrouble | null = null) => {
    env.remember(REMEMBERED, '')
    void device.leave(null)
    state.value = { kind: 'off', trouble }
  }
  const on = (token: string, trouble: AlertsTrouble | null = null) => {
    void device.leave(token)
    state.value = { kind: 'on', token, trouble }
  }

  async function begin() {
    const support = device.support()
    if (support !== 'ready') {
      state.value = { kind: 'unsupported', why: support }
      return
    }
    const token = env.recall(REMEMBERED) ?? ''
    const current = await device.current().catch(() => null)
    if (device.isDenied()) state.value = { kind: 'denied' }
    else if (token === '' || current === null) off()
    else await recognise(token)
  }

  async function recognise(token: string) {
    const answer = await door.read(token)
    if (answer.ok && answer.value.state === 'active') on(token)
    else if (answer.ok || (answer.trouble.kind === 'refused' && answer.trouble.status === 404)) off()
    else on(token, answer.trouble)
  }

  async function turnOn(choices: FirstChoices) {
    if (state.value.kind !== 'off' && state.value.kind !== 'denied') return
    // Browsers ask only within the click itself: first of all.
    const asked = device.ask()
    state.value = { kind: 'busy' }
    const permission = await asked
    if (permission === 'denied') state.value = { kind: 'denied' }
    else if (permission === 'default') off()
    else {
      const entered = await enter({ door, device }, choices)
      if (!entered.ok) return off(entered.trouble)
      env.remember(REMEMBERED, entered.token)
      on(entered.token)
    }
  }

  async function turnOff() {
    if (state.value.kind !== 'on') return
    const { token } = state.value
    state.value = { kind: 'busy' }
    const answer = await door.erase(token)
    if (!answer.ok && !(answer.trouble.kind === 'refused' && answer.trouble.status === 404)) {
      state.value = { kind: 'on', token, trouble: answer.trouble }
      return
    }
    await device.unsubscribe().catch(() => undefined)
    off()
  }

  return { state, begin, turnOn, turnOff }
})

type Entered = { ok: true; token: string } | { ok: false; trouble: AlertsTrouble }

async function enter({ door, device }: Parts, choices: FirstChoices): Promise<Entered> {
  const key = await door.pushKey()
  if (!key.ok) return key
  const keys = await device.subscribe(key.value.key).catch(() => null)
  if (keys === null) return { ok: false, trouble: { kind: 'device' } }
  const answer = await door.byPush(keys, choices)
  if (answer.ok && answer.value.token !== null) return { ok: true, token: answer.value.token }
  // A subscription that the relay does not know would only be in the way.
  await device.unsubscribe().catch(() => undefined)
  return answer.ok ? { ok: false, trouble: { kind: 'unreadable' } } : answer
}

export type Push = InstanceType<typeof PushModel>
