import type { Rest } from '#core/backoff.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Database } from '../../db/database.ts'
import type { HostRest } from '../../db/types.ts'
import type { Asking } from './memory.ts'

import { restAfter } from '#core/backoff.ts'

import { followsOfHost } from '../../db/follows.ts'
import { newHost, readHost } from '../../db/hosts.ts'
import { changeSight } from '../../db/sights.ts'
import { wallIn } from './learn.ts'
import { believed, GAP_MS, REST_MOST_MS } from './plan.ts'

/** Longer than such a look lasts: what a worker that was killed holds is free again by then. */
const LEASE_MS: Record<Asking, number> = { fetch: 60_000, 'tab-fetch': 60_000, window: 150_000 }

export type Claim = { ok: true } | { ok: false; why: 'busy' | 'resting'; until: number }

/**
 * Takes a site for one look, so that it is asked once at a time. `asked`: by the person, who may cut short the rest that
 * we took ourselves, but not one that the site named, and not the gap.
 */
export async function claimHost(
  db: Database,
  host: string,
  { now, asked, rung }: { now: number; asked: boolean; rung: Asking },
): Promise<Claim> {
  return await db.transaction('rw', db.hosts, async (): Promise<Claim> => {
    const known = await readHost(db, host)
    const until = Math.max(believed(known.busyUntil ?? 0, now), believed(known.nextAt, now))
    if (until > now) return { ok: false, why: 'busy', until }
    const rest = believed(known.restingUntil ?? 0, now, REST_MOST_MS)
    if (rest > now && (!asked || known.binding === true)) return { ok: false, why: 'resting', until: rest }
    await db.hosts.put({ ...known, busyUntil: now + LEASE_MS[rung] })
    return { ok: true }
  })
}

/** Gives it back without an answer, with the gap until the next look. */
export async function releaseHost(db: Database, host: string, now: number): Promise<void> {
  await db.transaction('rw', db.hosts, async () => {
    await db.hosts.put(released(await readHost(db, host), now))
  })
}

const released = (host: HostRest, now: number): HostRest => ({
  ...host,
  busyUntil: null,
  nextAt: now + GAP_MS,
})

export type Answered = {
  verdict: Verdict
  status: number | null
  retryAfterMs: number | null
  periodMs: number
  /** Of this page, in a row, before this answer. */
  strikes: number
  now: number
  /** 0 to 1. */
  random: number
}

/** Gives it back with its answer: the site's rest is kept here, the page's own is answered. */
export async function settleHost(
  db: Database,
  host: string,
  { strikes, now, ...answer }: Answered,
): Promise<{ strikes: number; restingUntil: number }> {
  const alone = restAfter({ ...answer, strikes: strikes + 1 })
  await db.transaction('rw', db.hosts, async () => {
    const known = released(await readHost(db, host), now)
    const rest = restAfter({ ...answer, strikes: known.strikes + firstOf(answer) })
    await db.hosts.put(rest.scope === 'host' ? rested(known, rest, { answer, now }) : known)
    if (answer.verdict.state !== 'unknown' && known.strikes > 0)
      await db.hosts.put({ ...newHost(host), nextAt: known.nextAt })
  })
  return alone.scope === 'watch'
    ? { strikes: strikes + 1, restingUntil: now + alone.ms }
    : { strikes: 0, restingUntil: 0 }
}

function rested(
  known: HostRest,
  rest: Extract<Rest, { scope: 'host' }>,
  { answer, now }: { answer: Pick<Answered, 'verdict'>; now: number },
): HostRest {
  const why = answer.verdict.state === 'unknown' ? answer.verdict.reason : null
  const restingUntil = rest.ms > 0 ? now + rest.ms : null
  const binding = rest.binding && restingUntil !== null
  return { ...known, strikes: known.strikes + 1, restingUntil, why, binding }
}

/** The first wall is answered as the second refusal is: whoever follows ten pages of a site is stopped once. */
const firstOf = ({ verdict }: Pick<Answered, 'verdict'>): number => (wallIn(verdict) === null ? 1 : 2)

/**
 * The person passed where we were stopped: our own rest is over, and what waited for its end is due. Not where we asked
 * too often: that the page stands open before them makes us no more welcome.
 */
export async function endRest(db: Database, host: string): Promise<void> {
  await db.transaction('rw', [db.hosts, db.follows, db.sights], async () => {
    const known = await readHost(db, host)
    if (known.strikes === 0 || known.binding === true || known.why === 'rate-limited') return
    await db.hosts.put({ ...known, strikes: 0, restingUntil: null, why: null })
    for (const { id } of await followsOfHost(db, host)) await changeSight(db, id, { nextLookAt: null })
  })
}
