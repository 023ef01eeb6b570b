import type { Environment } from '../../environment.ts'
import type { Trouble } from '../../admin/trouble.ts'
import type { AlertsDoor, FirstChoices, PushKeys } from '../door.ts'
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

type Parts = { door: Pick<AlertsDoor, 'pushKey' | 'byPush' | 'read' | 'erase'>; device: PushDevice }
type Memory = Pick<Environment, 'remember' | 'recall'>

/** Alerts by this browser: its own subscription, and the relay's row for it. */
export const PushModel = createModel((env: Memory, { door, device }: Parts) => {
  const state = signal<PushState>({ kind: 'asking' })
  /** An endpoint of this browser's that messages no longer got to. */
  let dead: string | null = null
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
    else await recognise(token, current)
  }

  async function recognise(token: string, { endpoint }: PushKeys) {
    const answer = await door.read(token)
    if (answer.ok && answer.value.state === 'active') return on(token)
    if (!answer.ok && !isUnknown(answer.trouble)) return on(token, answer.trouble)
    // The browser would give the same endpoint again, and the next alert would not arrive either.
    await device.unsubscribe().catch(() => undefined)
    dead = answer.ok ? endpoint : null
    off()
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
      const entered = await enter({ door, device }, choices, dead)
      if (!entered.ok) return off(entered.trouble)
      dead = null
      env.remember(REMEMBERED, entered.token)
      on(entered.token)
    }
  }

  async function turnOff() {
    if (state.value.kind !== 'on') return
    const { token } = state.value
    state.value = { kind: 'busy' }
    const answer = await door.erase(token)
    if (!answer.ok && !isUnknown(answer.trouble)) return on(token, answer.trouble)
    await device.unsubscribe().catch(() => undefined)
    off()
  }

  return { state, begin, turnOn, turnOff }
})

const isUnknown = (trouble: Trouble) => trouble.kind === 'refused' && trouble.status === 404

type Entered = { ok: true; token: string } | { ok: false; trouble: AlertsTrouble }

async function enter(
  { door, device }: Parts,
  choices: FirstChoices,
  replaces: string | null,
): Promise<Entered> {
  const key = await door.pushKey()
  if (!key.ok) return key
  const keys = await device.subscribe(key.value.key).catch(() => null)
  if (keys === null) return { ok: false, trouble: { kind: 'device' } }
  const answer = await door.byPush(keys, choices, replaces)
  if (answer.ok && answer.value.token !== null) return { ok: true, token: answer.value.token }
  // A subscription that the relay does not know would only be in the way.
  await device.unsubscribe().catch(() => undefined)
  return answer.ok ? { ok: false, trouble: { kind: 'unreadable' } } : answer
}

export type Push = InstanceType<typeof PushModel>
