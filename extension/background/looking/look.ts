import type { Verdict } from '#core/verdict.ts'
import type { Database } from '../../db/database.ts'
import type { Fetched } from '../../content/contract.ts'
import type { Follow, Rung, RungWhy, Sight } from '../../db/types.ts'
import type { Environment } from '../../environment.ts'
import type { Surveyed } from './ground.ts'
import type { Claim } from './hosts.ts'
import type { Asking, Memory, Step } from './memory.ts'
import type { Result } from './result.ts'

import { findFollow } from '../../db/follows.ts'
import { changeSight, readSight } from '../../db/sights.ts'
import { PACE_MS } from '../../db/types.ts'
import { record } from '../record.ts'
import { publish, publishIfOpen } from '../snapshot.ts'
import { fetchPage } from './fetch-page.ts'
import { survey } from './ground.ts'
import { claimHost, releaseHost, settleHost } from './hosts.ts'
import { changeMemory } from './keep.ts'
import { learnWall } from './learn.ts'
import { readOrKnow } from './known-page.ts'
import { lookSent } from './look-sent.ts'
import { lookWindow } from './look-window.ts'
import { readMemory } from './memory.ts'
import { GAP_MS } from './plan.ts'
import { chooseRung } from './rung.ts'
import { fetchInTab } from './tab-fetch.ts'
import { wait } from './wait.ts'

/** `due`: its time has come; `asked`: by the person, who need not wait for it. */
type LookWhy = 'due' | 'asked'

export type LookEnd =
  | { state: 'seen'; rung: Rung; verdict: Verdict }
  /** The page was asked to read itself: its answer comes by itself. */
  | { state: 'asked-page' }
  | { state: 'by-hand'; why: RungWhy }
  /** The site is being asked, or rests; epoch ms. */
  | { state: 'not-now'; why: 'busy' | 'resting'; until: number }
  /** `done`: somebody else has looked since it was planned. */
  | { state: 'not-now'; why: 'gone' | 'offline' | 'done' }

/** How a check goes on, for who waits for it. */
type OnStep = (step: Step) => Promise<void>

type Look = {
  env: Environment
  db: Database
  follow: Follow
  why: LookWhy
  onStep: OnStep
}

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
          isSettled = await keep(task, result, { rung, around })
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

/** The person may have changed the page, or what is looked for on it, while it was asked: what came is then of another. */
async function isStillAsked({ db, follow: { id, url, target } }: Look): Promise<boolean> {
  const now = await findFollow(db, id)
  return now !== null && now.url === url && JSON.stringify(now.target) === JSON.stringify(target)
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

type Way = { rung: Asking; around: Surveyed }

/**
 * Learns from what was seen, rests where it must, and records it. Whether it was still asked for. All of it in one
 * transaction where nobody waits for it: each costs as much as a page is read in.
 */
async function keep(task: Look, result: Result, way: Way): Promise<boolean> {
  const { env, db, follow, why } = task
  const { verdict, at, startedAt, twice } = result
  const seen = { reporter: 'me', kind: 'extension', rung: way.rung } as const
  const judged = { ...seen, followId: follow.id, verdict, at, startedAt, twice }
  const show = why === 'due' ? publishIfOpen : publish
  const learning = learn(task, result, way)
  const tables = [db.hosts, db.follows, db.sights]
  if (verdict.state !== 'available' && !isLeftToPage(verdict, way.around))
    return (await record(env, judged, { show, beside: { tables, run: learning } })) !== null
  if (!(await isStillAsked(task))) return false
  // A seat is told before anything else is done.
  if (verdict.state === 'available') await record(env, judged, { show })
  return await db.transaction('rw', tables, learning)
}

/** What is to be done within a transaction; it answers whether the look was still asked for. */
function learn(task: Look, result: Result, { rung, around }: Way): () => Promise<boolean> {
  const { env, db, follow } = task
  const { verdict, at, startedAt, status, retryAfterMs, wall } = result
  const periodMs = PACE_MS[follow.pace]
  const { strikes } = around.ground.memory
  const answer = { verdict, status, retryAfterMs, periodMs, strikes, now: at, random: env.chance.fraction() }
  return async () => {
    if (!(await isStillAsked(task))) return false
    const rest = await settleHost(db, follow.host, answer)
    const change = (memory: Memory): Memory => ({
      ...learnWall(result.learn(memory), rung, { reason: wall, at }),
      ...rest,
    })
    await changeMemory(db, follow.id, change, (memory) => {
      // What the next look will do, from what this one taught: behind a wall it is the person's turn at once.
      const next = chooseRung({ ...around.ground, memory, now: at, silent: [] })
      const nextLookAt = next.rung === 'by-hand' ? null : startedAt + periodMs
      return { lastTry: { at, rung, verdict }, rung: next.rung, rungWhy: next.why, nextLookAt }
    })
    return true
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
