import type { PageFacts } from '#core/observation.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Environment } from '../../environment.ts'
import type { Read } from '../../content/contract.ts'
import type { Memory } from './memory.ts'

import { isSighted } from '#core/verdict.ts'

import { findFollow } from '../../db/follows.ts'
import { readSight } from '../../db/sights.ts'
import { record } from '../record.ts'
import { endRest } from './hosts.ts'
import { judgeDrawn } from './judge-drawn.ts'
import { changeMemory } from './keep.ts'
import { learnDrawn, learnPassed, wallIn } from './learn.ts'

/**
 * Takes what an open page of the person was read to hold. A seat counts wherever it is seen. That there is none counts
 * only in a tab that is in view and was seen whole, and as of the data that the page shows: one that stands unchanged
 * proves nothing about now. What a hidden tab lacks is nothing, and neither is what was not seen yet.
 */
export async function takeRead(env: Environment, read: Omit<Read, 'type'>): Promise<void> {
  const { followId, facts, url, status, visible, doubt, dataAt, at } = read
  const db = await env.db()
  const follow = await findFollow(db, followId)
  if (follow === null) return
  const verdict = judgeDrawn(follow, { facts, url, status, at })
  const isUnseen = doubt !== null && verdict.state === 'unknown' && verdict.reason === 'not-settled'
  const tell = async () => {
    const seenAt = verdict.state === 'none' ? Math.min(dataAt, at) : at
    const told = { reporter: 'me', kind: 'extension', rung: 'page' } as const
    await record(env, { ...told, followId, verdict, at: seenAt, twice: facts.settle.agreed })
  }
  const learn = async () => {
    await endRest(db, follow.host)
    const { lastTry } = await readSight(db, followId)
    await changeMemory(db, followId, (memory): Memory => {
      const passed = learnPassed(memory, at, read.loadedAt > (lastTry?.at ?? 0))
      const open = verdict.state === 'available'
      const isWhole = visible && verdict.state === 'none' && facts.settle.state === 'quiet'
      return open || isWhole ? learnDrawn(passed, facts, { at: Math.min(dataAt, at), open }) : passed
    })
  }
  // A seat is told before anything else is done.
  if (verdict.state === 'available') await tell()
  if (hasPassed(verdict, facts)) await learn()
  if (verdict.state !== 'available' && visible && !isUnseen) await tell()
}

/** The page itself stands there and no wall, whatever could not be told of it. */
function hasPassed(verdict: Verdict, facts: PageFacts): boolean {
  if (isSighted(verdict)) return true
  return wallIn(verdict) === null && facts.siblingCount + facts.targetCount > 0
}
