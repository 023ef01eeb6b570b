import type { Verdict } from '#core/verdict.ts'
import type { Database } from '../../db/database.ts'
import type { Follow, Sight } from '../../db/types.ts'
import type { Environment } from '../../environment.ts'
import type { Surveyed } from './ground.ts'
import type { Asking, Step } from './memory.ts'
import type { Result } from './result.ts'

import { findFollow } from '../../db/follows.ts'
import { readSight } from '../../db/sights.ts'
import { PACE_MS } from '../../db/types.ts'
import { record } from '../record.ts'
import { publish, publishIfOpen } from '../snapshot.ts'
import { settleHost } from './hosts.ts'
import { learnWall } from './learn.ts'
import { readMemory, writeMemory } from './memory.ts'
import { chooseRung } from './rung.ts'

/** `due`: its time has come; `asked`: by the person, who need not wait for it. */
export type LookWhy = 'due' | 'asked'

/** How a check goes on, for who waits for it. */
export type OnStep = (step: Step) => Promise<void>

export type Look = {
  env: Environment
  db: Database
  follow: Follow
  why: LookWhy
  onStep: OnStep
}

type Way = { rung: Asking; around: Surveyed }

/**
 * Learns from what was seen, rests where it must, and records it. Whether it was still asked for. All of it in one
 * transaction where nobody waits for it: each costs as much as a page is read in.
 */
export async function keepLook(task: Look, result: Result, way: Way): Promise<boolean> {
  const { env, db, follow, why } = task
  const { verdict, at, startedAt, twice } = result
  const seen = { reporter: 'me', kind: 'extension', rung: way.rung } as const
  const judged = { ...seen, followId: follow.id, verdict, at, startedAt, twice }
  const show = why === 'due' ? publishIfOpen : publish
  const beside = learn(task, result, way)
  if (verdict.state !== 'available' && !isLeftToPage(verdict, way.around))
    return (await record(env, judged, { show, beside })) !== null
  if (!isStillAsked(task, await findFollow(db, follow.id))) return false
  // A seat is told before anything else is done.
  if (verdict.state === 'available') await record(env, judged, { show })
  return await db.transaction('rw', [db.hosts, db.follows, db.sights], async () => {
    const now = await findFollow(db, follow.id)
    const sight = now === null ? null : await beside(now, await readSight(db, follow.id))
    if (sight !== null) await db.sights.put(sight)
    return sight !== null
  })
}

type Learning = (now: Follow, sight: Sight) => Promise<Sight | null>

/** What the look taught and how the site rests, within a transaction; `null` when it was not asked for any more. */
function learn(task: Look, result: Result, { rung, around }: Way): Learning {
  const { env, db, follow } = task
  const { verdict, at, startedAt, status, retryAfterMs, wall } = result
  const periodMs = PACE_MS[follow.pace]
  const { strikes } = around.ground.memory
  const answer = { verdict, status, retryAfterMs, periodMs, strikes, now: at, random: env.chance.fraction() }
  return async (now, sight) => {
    if (!isStillAsked(task, now)) return null
    const rest = await settleHost(db, follow.host, answer)
    const learnt = learnWall(result.learn(readMemory(sight.memory)), rung, { reason: wall, at })
    const memory = { ...learnt, ...rest }
    // What the next look will do, from what this one taught: behind a wall it is the person's turn at once.
    const next = chooseRung({ ...around.ground, memory, now: at, silent: [] })
    return {
      ...sight,
      lastTry: { at, rung, verdict },
      rung: next.rung,
      rungWhy: next.why,
      nextLookAt: next.rung === 'by-hand' ? null : startedAt + periodMs,
      memory: { ...sight.memory, ...writeMemory(memory) },
    }
  }
}

/**
 * What was sent cannot tell, and the page itself stands drawn before the person: its own reading tells, as of its load,
 * and must not find a later word of ours.
 */
function isLeftToPage(verdict: Verdict, { pageTabs }: Surveyed): boolean {
  const cannotTell = verdict.state === 'unknown' && verdict.reason === 'needs-render'
  return cannotTell && pageTabs.some(({ active }) => active)
}

/** The person may have changed the page, or what is looked for on it, while it was asked: what came is then of another. */
function isStillAsked({ follow: { url, target } }: Look, now: Follow | null): boolean {
  return now !== null && now.url === url && JSON.stringify(now.target) === JSON.stringify(target)
}
