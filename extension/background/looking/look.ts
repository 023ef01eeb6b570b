import type { Verdict } from '#core/verdict.ts'
import type { Fetched } from '../../content/contract.ts'
import type { Rung, RungWhy, Sight } from '../../db/types.ts'
import type { Environment } from '../../environment.ts'
import type { Surveyed } from './ground.ts'
import type { Claim } from './hosts.ts'
import type { Look, LookWhy, OnStep } from './keep-look.ts'
import type { Asking } from './memory.ts'
import type { Result } from './result.ts'

import { findFollow } from '../../db/follows.ts'
import { changeSight, readSight } from '../../db/sights.ts'
import { PACE_MS } from '../../db/types.ts'
import { fetchPage } from './fetch-page.ts'
import { survey } from './ground.ts'
import { claimHost, releaseHost } from './hosts.ts'
import { keepLook } from './keep-look.ts'
import { readOrKnow } from './known-page.ts'
import { lookSent } from './look-sent.ts'
import { lookWindow } from './look-window.ts'
import { readMemory } from './memory.ts'
import { GAP_MS } from './plan.ts'
import { chooseRung } from './rung.ts'
import { fetchInTab } from './tab-fetch.ts'
import { wait } from './wait.ts'

export type LookEnd =
  | { state: 'seen'; rung: Rung; verdict: Verdict }
  /** The page was asked to read itself: its answer comes by itself. */
  | { state: 'asked-page' }
  | { state: 'by-hand'; why: RungWhy }
  /** The site is being asked, or rests; epoch ms. */
  | { state: 'not-now'; why: 'busy' | 'resting'; until: number }
  /** `done`: somebody else has looked since it was planned. */
  | { state: 'not-now'; why: 'gone' | 'offline' | 'done' }

const ASK_PAGE_MS = 5000
const WAITS_MOST = 10

type LookFor = {
  why: LookWhy
  onStep?: OnStep
  /** The `nextLookAt` that it was planned by. */
  planned?: number | null
}

/** One look at one followed page, by the rung that fits now; where nobody answers, by the next one. */
export async function look(
  env: Environment,
  followId: string,
  { why, onStep = async () => {}, planned }: LookFor,
): Promise<LookEnd> {
  const db = await env.db()
  const known = await db.transaction('r', [db.follows, db.sights], async () => {
    const follow = await findFollow(db, followId)
    return follow === null ? null : { follow, sight: await readSight(db, followId) }
  })
  if (known === null) return { state: 'not-now', why: 'gone' }
  const { follow } = known
  let { sight } = known
  if (planned !== undefined && sight.nextLookAt !== planned) return { state: 'not-now', why: 'done' }
  if (!env.net.isOnline()) return { state: 'not-now', why: 'offline' }
  const task: Look = { env, db, follow, why, onStep }
  const silent: Rung[] = []
  let isClaimed = false
  let isSettled = false
  try {
    for (;;) {
      if (silent.length > 0) sight = await readSight(db, followId)
      const around = await survey(env, { follow, sight, silent })
      const { rung, why: rungWhy } = chooseRung(around.ground)
      if (rung === 'by-hand') return await byHand(task, rungWhy)
      if (rung === 'page') {
        if (await askPage(task, around, rungWhy)) return { state: 'asked-page' }
      } else {
        const claim = isClaimed || (await claimSite(task, rung))
        if (claim !== true) return claim
        isClaimed = true
        const result = await ask(task, { rung, around, sight })
        if (result !== null) {
          isSettled = await keepLook(task, result, { rung, around })
          if (!isSettled) return { state: 'not-now', why: 'gone' }
          const { at, verdict } = result
          await onStep({ at, rung, said: verdict.state })
          return { state: 'seen', rung, verdict }
        }
      }
      silent.push(rung)
    }
  } finally {
    if (isClaimed && !isSettled) await releaseHost(db, follow.host, env.clock.now())
  }
}

async function claimSite({ env, db, follow, why, onStep }: Look, rung: Asking): Promise<true | LookEnd> {
  const claim = await claimIn({ env, db, follow, why, onStep }, rung)
  if (claim.ok) return true
  const now = env.clock.now()
  await changeSight(db, follow.id, { nextLookAt: claim.until })
  await onStep({ at: now, rung: 'by-hand', said: claim.why })
  return { state: 'not-now', why: claim.why, until: claim.until }
}

/** Waits for the gap between two looks at a site; who asked waits for the look before, too. */
async function claimIn({ env, db, follow, why }: Look, rung: Asking): Promise<Claim> {
  const asked = why === 'asked'
  for (let tries = 1; ; tries += 1) {
    const claim = await claimHost(db, follow.host, { now: env.clock.now(), asked, rung })
    if (claim.ok || claim.why !== 'busy' || tries > WAITS_MOST) return claim
    const left = claim.until - env.clock.now()
    if (!asked && left > GAP_MS) return claim
    await wait(env, Math.min(left, GAP_MS))
  }
}

/** Nobody looks by itself: there is no time to tell. */
async function byHand({ env, db, follow, onStep }: Look, why: RungWhy): Promise<LookEnd> {
  await changeSight(db, follow.id, { rung: 'by-hand', rungWhy: why, nextLookAt: null })
  if (why === 'no-access') await env.permissions.offer(follow.url)
  await onStep({ at: env.clock.now(), rung: 'by-hand', said: 'no-answer' })
  return { state: 'by-hand', why }
}

/** It asks the site for nothing: the page that stands there is read again. */
async function askPage(
  { env, db, follow, onStep }: Look,
  { pageTabs }: Surveyed,
  rungWhy: RungWhy,
): Promise<boolean> {
  const [tab] = pageTabs
  if (tab === undefined) return false
  const nextLookAt = env.clock.now() + PACE_MS[follow.pace]
  await changeSight(db, follow.id, { rung: 'page', rungWhy, nextLookAt })
  await onStep({ at: env.clock.now(), rung: 'page', said: null })
  const answer = await env.tabs.send(tab.id, { type: 'read-now' }, ASK_PAGE_MS)
  return answer !== null
}

async function ask(
  { env, follow, onStep }: Look,
  { rung, around, sight }: { rung: Asking; around: Surveyed; sight: Sight },
): Promise<Result | null> {
  await onStep({ at: env.clock.now(), rung, said: null })
  const { ground, siteTabs } = around
  const { memory, relayStatic } = ground
  const read = (answer: Fetched) => readOrKnow(env, { follow, memory }, answer)
  const sent = { follow, memory: readMemory(sight.memory), relayStatic, read }
  const answer = async (): Promise<Result | null> => {
    switch (rung) {
      case 'tab-fetch':
        return await lookSent(env, { ...sent, ask: () => askTabs(env, siteTabs, follow.url) })
      case 'fetch':
        return await lookSent(env, { ...sent, ask: () => fetchPage(env, follow.url) })
      default:
        rung satisfies 'window'
        return await lookWindow(env, follow, memory)
    }
  }
  const result = await answer()
  if (result === null) await onStep({ at: env.clock.now(), rung, said: 'no-answer' })
  return result
}

/** A frozen tab, or one from before an update, does not answer: at most two are asked. */
async function askTabs(env: Environment, tabs: Surveyed['siteTabs'], url: string) {
  for (const tab of tabs.slice(0, 2)) {
    const answer = await fetchInTab(env, tab, url)
    if (answer !== null) return answer
  }
  return null
}
