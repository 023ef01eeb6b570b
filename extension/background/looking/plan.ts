import type { Follow, HostRest, Pause, Sight } from '../../db/types.ts'

import { PACE_MS } from '../../db/types.ts'
import { isPaused } from '../../settings.ts'
import { readMemory } from './memory.ts'

/** A look to start so long after its turn began; `planned`: the `nextLookAt` that it was planned by. */
type Start = { followId: string; afterMs: number; planned: number | null }
/** Of one site; the turns of several run side by side. */
export type Turn = { host: string; starts: Start[] }

export type Situation = {
  follows: readonly Follow[]
  sights: readonly Sight[]
  hosts: readonly HostRest[]
  pausedAll: Pause | null
  now: number
  /** Between two ticks, ms. */
  tickMs: number
  /** 0 to 1, asked once for each site. */
  random: () => number
}

/** Least time between two looks at one site, ms. */
export const GAP_MS = 2000
/** Share of the pace by which a site's first look of a tick is put off. */
const JITTER = 0.05
/** No look is put off for longer than this but by a rest: what is later comes from a clock that was put back since. */
const AHEAD_MOST_MS = 5 * 60_000
/** Nor does any rest last longer. */
export const REST_MOST_MS = 24 * 3_600_000
/** A follow that waited so many paces goes before all others: nobody waits for ever. */
const PATIENCE_PACES = 3

/** Looked at now, were it due. */
export const isWatched = (follow: Follow, pausedAll: Pause | null, now: number): boolean =>
  follow.retiredAt === null && !isPaused(follow.paused, now) && !isPaused(pausedAll, now)

/** 60 s; 30 s while something hot is followed; `null` when nothing is, so that nothing wakes. Ms. */
export function tickMsOf(follows: readonly Follow[], pausedAll: Pause | null, now: number): number | null {
  const watched = follows.filter((follow) => isWatched(follow, pausedAll, now))
  if (watched.length === 0) return null
  return Math.min(...watched.map(({ pace }) => PACE_MS[pace]))
}

/** When the first pause ends by itself, epoch ms; `null` when none does. */
export function resumesAt(follows: readonly Follow[], pausedAll: Pause | null, now: number): number | null {
  if (isPaused(pausedAll, now)) return pausedAll?.until ?? null
  const ends = follows
    .filter(({ retiredAt, paused }) => retiredAt === null && isPaused(paused, now))
    .flatMap(({ paused }) => (paused?.until === null || paused === null ? [] : [paused.until]))
  return ends.length === 0 ? null : Math.min(...ends)
}

/**
 * What one tick starts. A tick serves what is due until the middle of the next one, so that jitter never skips a
 * whole tick. Sites that rest or are being asked have no turn; at each site one look follows the other.
 */
export function planTick(situation: Situation): Turn[] {
  const { follows, sights, hosts, pausedAll, now, tickMs, random } = situation
  const sightOf = new Map(sights.map((sight) => [sight.followId, sight]))
  const hostOf = new Map(hosts.map((host) => [host.host, host]))
  const turns = new Map<string, Due[]>()
  for (const follow of follows) {
    if (!isWatched(follow, pausedAll, now)) continue
    const sight = sightOf.get(follow.id)
    const rest = hostOf.get(follow.host)
    const resting = Math.max(
      ...[rest?.restingUntil ?? 0, restOf(sight)].map((at) => believed(at, now, REST_MOST_MS)),
    )
    const free = Math.max(resting, believed(rest?.busyUntil ?? 0, now))
    const planned = sight?.nextLookAt ?? null
    if (free > now || believed(planned ?? 0, now) > now + tickMs / 2) continue
    turns.set(follow.host, [...(turns.get(follow.host) ?? []), { follow, planned }])
  }
  return [...turns].map(([host, due]) => {
    const first = Math.max(believed(hostOf.get(host)?.nextAt ?? 0, now) - now, random() * JITTER * tickMs)
    const starts = inOrder(due, now).map(({ follow, planned }, index) => ({
      followId: follow.id,
      afterMs: Math.round(first + index * GAP_MS),
      planned,
    }))
    return { host, starts: starts.filter(({ afterMs }) => afterMs < tickMs) }
  })
}

/** That time, epoch ms; 0 where only a clock that was put back since can have named it. */
export const believed = (at: number, now: number, most = AHEAD_MOST_MS): number => (at - now > most ? 0 : at)

const restOf = (sight: Sight | undefined): number =>
  sight === undefined ? 0 : readMemory(sight.memory).restingUntil

type Due = { follow: Follow; planned: number | null }

const dateOf = ({ follow }: Due) => follow.date ?? '9999'

/** Hot first, then by the event's date, then by how long it waits. */
function inOrder(due: readonly Due[], now: number): Due[] {
  const lateSince = ({ follow, planned }: Due) =>
    planned !== null && now - planned > PATIENCE_PACES * PACE_MS[follow.pace] ? planned : Infinity
  const rank = (one: Due) => [PACE_MS[one.follow.pace], dateOf(one), one.planned ?? one.follow.createdAt]
  return due.toSorted((a, b) => {
    const [late, other] = [lateSince(a), lateSince(b)]
    return late === other ? compare(rank(a), rank(b)) : late - other
  })
}

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const place = a.findIndex((one, index) => one !== b[index])
  const [one = 0, other = 0] = [a[place], b[place]]
  return one === other ? 0 : one < other ? -1 : 1
}
