import type { Environment } from '../environment.ts'
import type { StartWhy } from './looking/start.ts'

import { pollPairing, PAIR_ALARM } from '../link/pairing.ts'
import { syncPush, takePush } from '../link/push.ts'
import { startLink, tickLink } from '../link/tick-link.ts'
import { announce } from './alert/announce.ts'
import { housekeep } from './housekeep.ts'
import { TICK } from './looking/alarms.ts'
import { startLooking } from './looking/start.ts'
import { tick } from './looking/tick.ts'
import { readSettings } from './read-settings.ts'
import { makeTurns } from './turns.ts'

/** The browser gives several reasons at once for one start. */
const inTurn = makeTurns()

/**
 * What stands up when the worker does, whatever woke it: what a worker that died still owed is said first, then alarms,
 * scripts and the link are put right. Never throws.
 */
export function wake(env: Environment, why: StartWhy): Promise<void> {
  return inTurn(() =>
    each(env, [
      () => announce(env),
      () => clearStrangers(env),
      () => startLooking(env, why),
      () => startLink(env),
      () => housekeep(env),
    ]),
  )
}

/** An alarm that an earlier version left would wake this browser for nothing. */
async function clearStrangers(env: Environment): Promise<void> {
  const known = new Set([TICK, PAIR_ALARM])
  for (const { name } of await env.alarms.all()) if (!known.has(name)) await env.alarms.clear(name)
}

/** The first day begins with a page that shows how. Never throws. */
export async function welcome(env: Environment): Promise<void> {
  await each(env, [
    async () => {
      if (!(await readSettings(env)).welcomed) await env.tabs.open(env.runtime.url('/welcome.html'))
    },
  ])
}

/** What an alarm brings. Never throws. */
export async function ring(env: Environment, alarm: string): Promise<void> {
  if (alarm === PAIR_ALARM) return await each(env, [() => pollPairing(env)])
  if (alarm !== TICK) return
  await each(env, [
    () => announce(env, [], true),
    () => housekeep(env),
    () => Promise.all([tick(env), tickLink(env)]),
  ])
}

/** Permissions were given or taken back. Never throws. */
export async function accessChanged(env: Environment): Promise<void> {
  await inTurn(() => each(env, [() => startLooking(env, 'access'), () => announce(env)]))
}

/** The push service woke this browser: `text` as it was sent. Never throws. */
export async function pushed(env: Environment, text: string | null): Promise<void> {
  await each(env, [() => takePush(env, text)])
}

export async function pushMoved(env: Environment): Promise<void> {
  await each(env, [() => syncPush(env, { anew: true })])
}

/** One after another; what fails keeps nothing else from happening. */
async function each(env: Environment, steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const step of steps) {
    try {
      await step()
    } catch (error) {
      env.warn(error)
    }
  }
}
