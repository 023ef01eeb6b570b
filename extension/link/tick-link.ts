import type { Environment } from '../environment.ts'

import { readSettings } from '../background/read-settings.ts'
import { pollPairing, rotateKey } from './pairing.ts'
import { syncPush } from './push.ts'
import { readRelay } from './read-relay.ts'
import { sendReports } from './send-reports.ts'

/** What the link has to do now and then; nothing without a relay. Called by the tick. Never throws. */
export async function tickLink(env: Environment): Promise<void> {
  try {
    const { relay } = await readSettings(env)
    if (relay === null) return await syncPush(env)
    await Promise.all([readRelay(env), sendReports(env)])
    await syncPush(env)
    await rotateKey(env, relay)
  } catch (error) {
    env.warn(error)
  }
}

/** At each start of the worker: what a worker that died was waiting for. Never throws. */
export async function startLink(env: Environment): Promise<void> {
  await pollPairing(env).catch(env.warn)
  await sendReports(env)
}
