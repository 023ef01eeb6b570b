import type { Environment } from '../../environment.ts'

import { readSettings } from '../read-settings.ts'
import { isPaused } from '../../settings.ts'
import { ensureAlarms } from './alarms.ts'
import { reachOpenTabs, syncWatcher } from './registration.ts'
import { tick } from './tick.ts'
import { sweepWindow } from './window.ts'

/** Why the worker looks around: it merely woke, or the browser started, the extension changed, the network is back. */
export type StartWhy = 'woke' | 'browser-started' | 'installed' | 'access' | 'online' | 'follows'

/**
 * What must stand for looks to happen: the alarm, the registration, no window that nobody wants. Call it at each start
 * of the worker, and with its reason when the browser starts, the extension is installed or updated, permissions or
 * follows change, or the network is back.
 */
export async function startLooking(env: Environment, why: StartWhy): Promise<void> {
  await ensureAlarms(env)
  await syncWatcher(env)
  if (why === 'woke') return
  if (why === 'installed' || why === 'access' || why === 'follows') await reachOpenTabs(env)
  const { pausedAll } = await readSettings(env)
  await sweepWindow(env, isPaused(pausedAll, env.clock.now()))
  if (why !== 'follows') await tick(env)
}
