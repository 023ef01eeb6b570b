import type { Environment } from '../../environment.ts'
import type { Read } from '../../content/contract.ts'
import type { Memory } from './memory.ts'

import { isSighted } from '#core/verdict.ts'

import { findFollow } from '../../db/follows.ts'
import { record } from '../record.ts'
import { endRest } from './hosts.ts'
import { judgeDrawn } from './judge-drawn.ts'
import { changeMemory } from './keep.ts'
import { learnDrawn, learnOpened, learnPassed } from './learn.ts'

/** A look at what the person's tab shows ended so: read to its end, nothing left to wait for. */
const WHOLE = new Set<Read['facts']['settle']['state']>(['quiet', 'positive'])

/**
 * Takes what an open page of the person was read to hold. A seat counts wherever it is seen. That there is none counts
 * only in a tab that is in view, and as of the data that the page shows: one that stands unchanged proves nothing
 * about now. What a hidden tab lacks is nothing.
 */
export async function takeRead(env: Environment, read: Omit<Read, 'type'>): Promise<void> {
  const { followId, facts, url, visible, dataAt, at } = read
  const db = await env.db()
  const follow = await findFollow(db, followId)
  if (follow === null) return
  const verdict = judgeDrawn(follow, { facts, url, at })
  const isWhole = WHOLE.has(facts.settle.state)
  if (verdict.state === 'available' || visible) {
    await record(env, {
      followId,
      reporter: 'me',
      kind: 'extension',
      verdict,
      at: verdict.state === 'none' ? Math.min(dataAt, at) : at,
      twice: facts.settle.agreed,
      rung: 'page',
    })
  }
  if (!isSighted(verdict)) return
  await endRest(db, follow.host)
  await changeMemory(db, followId, (memory): Memory => {
    const passed = learnPassed(memory, at)
    if (verdict.state === 'available') return learnOpened(passed)
    return visible && isWhole ? learnDrawn(passed, facts, Math.min(dataAt, at)) : passed
  })
}
