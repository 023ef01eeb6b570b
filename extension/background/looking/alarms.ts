import type { Follow, Pause } from '../../db/types.ts'
import type { Environment } from '../../environment.ts'

import { listFollows } from '../../db/follows.ts'
import { readSettings } from '../read-settings.ts'
import { makeTurns } from '../turns.ts'
import { resumesAt, tickMsOf } from './plan.ts'

export const TICK = 'tick'
const SLACK_MS = 1000

/** All that is followed, and the pause of all of it. */
type Watched = { follows: readonly Follow[]; pausedAll: Pause | null }

/** What one call saw of the follows must not be set after what a later one saw. */
const inTurn = makeTurns()

/**
 * One alarm for all looks, as often as the hottest follow asks; one single alarm when everything is paused until a
 * time; none when there is nothing to look at, so that nothing wakes. Alarms are lost at updates, and in Firefox with
 * every session: this is called at each start of the worker and after each change. Answers what it went by.
 */
export const ensureAlarms = (env: Environment): Promise<Watched> => inTurn(() => ensure(env))

async function ensure(env: Environment): Promise<Watched> {
  const follows = await listFollows(await env.db())
  const { pausedAll } = await readSettings(env)
  const now = env.clock.now()
  const known = (await env.alarms.all()).find(({ name }) => name === TICK)
  const tickMs = tickMsOf(follows, pausedAll, now)
  if (tickMs !== null) {
    const periodMinutes = tickMs / 60_000
    // One that is further off than its period was set by a clock that was put back since.
    const isLate = known !== undefined && known.at - now > tickMs + SLACK_MS
    if (known?.periodMinutes !== periodMinutes || isLate) await env.alarms.create(TICK, { periodMinutes })
    return { follows, pausedAll }
  }
  const at = resumesAt(follows, pausedAll, now)
  if (at === null && known !== undefined) await env.alarms.clear(TICK)
  if (at !== null && (known?.at !== at || known.periodMinutes !== null)) await env.alarms.create(TICK, { at })
  return { follows, pausedAll }
}
