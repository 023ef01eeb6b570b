import type { Environment } from '../environment.ts'

import { announce } from './alert/announce.ts'
import { publish } from './snapshot.ts'

/** The person looked, and there was nothing: the alert is put away, here at once. */
export async function markFalse(env: Environment, id: string): Promise<boolean> {
  const db = await env.db()
  const at = env.clock.now()
  const changed = await db.alerts.update(id, { falseAlarmAt: at, seenAt: at })
  if (changed === 0) return false
  await announce(env)
  await publish(env)
  return true
}
