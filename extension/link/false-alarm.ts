import type { Environment } from '../environment.ts'

import { announce } from '../background/alert/announce.ts'
import { readSettings } from '../background/read-settings.ts'
import { deviceKeyOf } from '../db/device-keys.ts'
import { findFollow } from '../db/follows.ts'
import { call } from './call.ts'
import { endRevoked } from './pairing.ts'
import { isRevoked } from './refusals.ts'

/**
 * The person says that there was no seat: the alert is taken back here at once, and a linked relay that said so too is
 * told, once, as far as it answers. `false` when there is no such alert.
 */
export async function sayFalseAlarm(env: Environment, alertId: string): Promise<boolean> {
  const db = await env.db()
  const alert = await db.alerts.get(alertId)
  if (alert === undefined) return false
  await db.alerts.update(alertId, { falseAlarmAt: alert.falseAlarmAt ?? env.clock.now() })
  await announce(env)
  // What this browser alone saw alerted nobody else: the relay would take it for its last opening, another one.
  if (alert.by === 'me') return true
  const { relay } = await readSettings(env)
  const watchId = (await findFollow(db, alert.followId))?.relayWatchId ?? null
  const key = relay === null ? null : await deviceKeyOf(db, relay)
  if (relay === null || watchId === null || key === null || key.device === null) return true
  if (alert.falseAlarmAt !== null) return true
  const path = '/api/observations/false-alarm'
  const answer = await call(env, relay, { method: 'POST', path, body: { watchId }, as: key })
  if (isRevoked(answer)) await endRevoked(env, relay)
  return true
}
