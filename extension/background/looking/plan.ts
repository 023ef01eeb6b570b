import type { Follow, HostRest, Pause, Sight } from '../../db/types.ts'

import { PACE_MS } from '../../db/types.ts'
import { isPaused } from '../../settings.ts'
import { readMemory } from './memory.ts'

/** A look to start so long after its turn began; the turns of several sites run side by side. */
export type Start = { followId: string; afterMs: number }
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
  const turns = new Map<string, { follow: Follow; dueAt: number }[]>()
  for (const follow of follows) {
    if (!isWatched(follow, pausedAll, now)) continue
    const sight = sightOf.get(follow.id)
    const rest = hostOf.get(follow.host)
    const free = Math.max(rest?.restingUntil ?? 0, rest?.busyUntil ?? 0, restOf(sight))
    const dueAt = sight?.nextLookAt ?? follow.createdAt
    if (free > now || dueAt > now + tickMs / 2) continue
    turns.set(follow.host, [...(turns.get(follow.host) ?? []), { follow, dueAt }])
  }
  return [...turns].map(([host, due]) => {
    const first = Math.max((hostOf.get(host)?.nextAt ?? 0) - now, random() * JITTER * tickMs)
    const starts = inOrder(due, now).map((follow, index) => ({
      followId: follow.id,
      afterMs: Math.round(first + index * GAP_MS),
    }))
    return { host, starts: starts.filter(({ afterMs }) => afterMs < tickMs) }
  })
}

const restOf = (sight: Sight | undefined): number =>
  sight === undefined ? 0 : readMemory(sight.memory).restingUntil

const dateOf = ({ follow }: { follow: Follow }) => follow.date ?? '9999'

/** Hot first, then by the event's date, then by how long it waits. */
function inOrder(due: readonly { follow: Follow; dueAt: number }[], now: number): Follow[] {
  const isLate = ({ follow, dueAt }: { follow: Follow; dueAt: number }) =>
    now - dueAt > PATIENCE_PACES * PACE_MS[follow.pace]
  return due
    .toSorted(
      (a, b) =>
        Number(isLate(b)) - Number(isLate(a)) ||
        (isLate(a) ? a.dueAt - b.dueAt : 0) ||
        PACE_MS[a.follow.pace] - PACE_MS[b.follow.pace] ||
        (dateOf(a) === dateOf(b) ? a.dueAt - b.dueAt : dateOf(a) < dateOf(b) ? -1 : 1),
    )
    .map(({ follow }) => follow)
}
