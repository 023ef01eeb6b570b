import type { Environment } from '../../environment.ts'
import type { Turn } from './plan.ts'

import { isPaused } from '../../settings.ts'
import { noteWork } from '../load.ts'
import { publish } from '../snapshot.ts'
import { ensureAlarms } from './alarms.ts'
import { look } from './look.ts'
import { planTick, tickMsOf } from './plan.ts'
import { wait } from './wait.ts'
import { sweepWindow } from './window.ts'

/** Sites that are asked side by side: after a long sleep everything is due, and no burst comes of it. */
const SITES_AT_ONCE = 3
/** What has not begun by the end of its tick is left to the next one. */
const LATE_MS = 2000

/**
 * What one alarm starts: every look that is due, one site beside the other, at each site one look after the other.
 * Leaves no alarm behind where nothing is followed.
 */
export async function tick(env: Environment): Promise<void> {
  const { follows, pausedAll } = await ensureAlarms(env)
  const db = await env.db()
  const now = env.clock.now()
  const tickMs = tickMsOf(follows, pausedAll, now)
  await sweepWindow(env, isPaused(pausedAll, now))
  if (tickMs === null) return await publish(env)
  await noteWork(env)
  if (env.net.isOnline()) {
    const [sights, hosts] = await db.transaction('r', [db.sights, db.hosts], () =>
      Promise.all([db.sights.toArray(), db.hosts.toArray()]),
    )
    const random = () => env.chance.fraction()
    const turns = planTick({ follows, sights, hosts, pausedAll, now, tickMs, random })
    await runTurns(env, turns, now + tickMs - LATE_MS)
  }
  await publish(env)
}

/** `until`: no look begins later, epoch ms. */
async function runTurns(env: Environment, turns: readonly Turn[], until: number): Promise<void> {
  const left = [...turns]
  const begunAt = env.clock.now()
  const worker = async () => {
    for (let turn = left.shift(); turn !== undefined; turn = left.shift())
      await runTurn(env, turn, { begunAt, until })
  }
  await Promise.all(Array.from({ length: Math.min(SITES_AT_ONCE, turns.length) }, worker))
}

async function runTurn(
  env: Environment,
  { starts }: Turn,
  { begunAt, until }: { begunAt: number; until: number },
): Promise<void> {
  for (const { followId, afterMs, planned } of starts) {
    await wait(env, begunAt + afterMs - env.clock.now())
    if (env.clock.now() > until) return
    try {
      await look(env, followId, { why: 'due', planned })
    } catch (error) {
      env.warn(error)
    }
  }
}
