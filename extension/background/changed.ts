import type { Environment } from '../environment.ts'

import { syncPush } from '../link/push.ts'
import { announce } from './alert/announce.ts'
import { noteWork } from './load.ts'
import { startLooking } from './looking/start.ts'

/** What is followed, or how, has changed: alarms and scripts go with it, and so do notifications, icon and pages. */
export async function followsChanged(env: Environment): Promise<void> {
  // Nothing asked for a look until now: the silence before was no sleep of this computer.
  await noteWork(env)
  await startLooking(env, 'follows')
  await announce(env)
  // With nothing left to look at no tick will: what is followed no more must not wake this browser.
  void syncPush(env)
}
