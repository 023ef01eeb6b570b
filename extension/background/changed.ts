import type { Environment } from '../environment.ts'

import { announce } from './alert/announce.ts'
import { startLooking } from './looking/start.ts'

/** What is followed, or how, has changed: alarms and scripts go with it, and so do notifications, icon and pages. */
export async function followsChanged(env: Environment): Promise<void> {
  await startLooking(env, 'follows')
  await announce(env)
}
