import type { Instance, Instances } from './rules-life.ts'
import type { Labels, Rule } from './rules.ts'

import { labelKey, pick } from './rules.ts'

/** What was last said of one thing. Epoch milliseconds. */
export type Told = {
  labels: Labels
  value: number
  /** Since when it had held. */
  since: number
  /** When it was last said to fire. */
  at: number
  /** Said to fire, and not yet found to be over. */
  open: boolean
  /** Since when it no longer fires, while that is still to be said. */
  endedAt: number | null
}

/** By thing what was told of it; by group the time of its first message, from which its rhythm counts. */
export type Tellings = {
  told: Readonly<Record<string, Told>>
  groups: Readonly<Record<string, number>>
}

export const NOTHING_TOLD: Tellings = { told: {}, groups: {} }

export type NewsLine = { labels: Labels; value: number; since: number }

/** A message about one group of a rule's things. `repeated`: all of it was told before. */
export type News = {
  status: 'firing' | 'repeated' | 'resolved'
  group: Labels
  firing: NewsLine[]
  resolved: NewsLine[]
}

const ENDS_MOST = 300

type Now = { instances: Instances; isMuted: (labels: Labels) => boolean; now: number }
type Step = { told: Map<string, Told>; groups: Map<string, number>; news: News[] }

/**
 * What is to be said now, as Alertmanager says it: a group's first message waits `groupWait`, then what changes, and
 * what is to be repeated, goes out in a rhythm of `groupInterval`. Other than there, `repeat` holds across an end and
 * a new beginning: a thing is not said to fire twice within it. Muted things are not said to fire; that something
 * told is over is said in any case.
 */
export function tellNews(rule: Rule, before: Tellings, now: Now): { tellings: Tellings; news: News[] } {
  const told = noticeEnds(before.told, now)
  const step: Step = { told, groups: new Map(Object.entries(before.groups)), news: [] }
  const firing = Object.entries(now.instances).filter(
    ([, one]) => one.firedAt !== null && !now.isMuted(one.labels),
  )
  const open = [...told].filter(([, { open: isOpen }]) => isOpen)
  const groupOf = ({ labels }: { labels: Labels }) => labelKey(pick(labels, rule.group))
  const byGroup = {
    firing: Map.groupBy(firing, ([, one]) => groupOf(one)),
    open: Map.groupBy(open, ([, one]) => groupOf(one)),
  }
  for (const key of new Set([...byGroup.firing.keys(), ...byGroup.open.keys()])) {
    const members = { firing: byGroup.firing.get(key) ?? [], open: byGroup.open.get(key) ?? [] }
    tellGroup(rule, step, { key, ...members, now: now.now })
  }
  for (const key of step.groups.keys())
    if (!byGroup.firing.has(key) && !isOpenIn(step, rule, key)) step.groups.delete(key)
  forget(rule, told, now)
  return {
    tellings: { told: Object.fromEntries(told), groups: Object.fromEntries(step.groups) },
    news: step.news,
  }
}

/** What may be said anew is no longer remembered; and the oldest ends are not, beyond a number. */
function forget(rule: Rule, told: Map<string, Told>, { instances, now }: Now): void {
  const over = [...told]
    .filter(([key, one]) => !one.open && (instances[key]?.firedAt ?? null) === null)
    .toSorted(([, a], [, b]) => b.at - a.at)
  over.forEach(([key, one], place) => {
    if (place >= ENDS_MOST || now >= againAt(rule, one)) told.delete(key)
  })
}

function noticeEnds(before: Tellings['told'], { instances, now }: Now): Map<string, Told> {
  return new Map(
    Object.entries(before).map(([key, one]) => {
      const fires = (instances[key]?.firedAt ?? null) !== null
      return [key, one.open ? { ...one, endedAt: fires ? null : (one.endedAt ?? now) } : one]
    }),
  )
}

type Group = { key: string; firing: [string, Instance][]; open: [string, Told][]; now: number }

function tellGroup(rule: Rule, { told, groups, news }: Step, { key, firing, open, now }: Group): void {
  const first = Math.min(...firing.map(([, one]) => one.firedAt ?? now), now)
  const anchor = groups.get(key) ?? first + rule.groupWait * 1000
  groups.set(key, anchor)
  const isDue = (at: number) => now >= nextTick(at, anchor, rule.groupInterval * 1000)
  const fresh = firing.filter(([id, one]) => {
    const last = told.get(id)
    if (last === undefined) return isDue(one.firedAt ?? now)
    return (
      !last.open && now >= againAt(rule, last) && isDue(Math.max(one.firedAt ?? now, againAt(rule, last)))
    )
  })
  const again = firing.some(([id]) => {
    const last = told.get(id)
    return last?.open === true && now >= againAt(rule, last) && isDue(againAt(rule, last))
  })
  const ended = open.filter(([, { endedAt }]) => endedAt !== null && isDue(endedAt))
  const resolved = rule.resolved ? ended.map(([, one]) => lineOf(one)) : []
  for (const [id, one] of ended) told.set(id, { ...one, open: false, endedAt: null })
  const group = pick(firing[0]?.[1].labels ?? open[0]?.[1].labels ?? {}, rule.group)
  const lines = firing.map(([, one]) => lineOf({ ...one, since: one.activeAt }))
  if (fresh.length > 0 || again) {
    for (const [id, { labels, value, activeAt: since }] of firing)
      told.set(id, { labels, value, since, at: now, open: true, endedAt: null })
    news.push({ status: fresh.length > 0 ? 'firing' : 'repeated', group, firing: lines, resolved })
  } else if (resolved.length > 0) {
    const known = firing.filter(([id]) => told.get(id)?.open === true)
    const still = known.map(([, one]) => lineOf({ ...one, since: one.activeAt }))
    news.push({ status: 'resolved', group, firing: still, resolved })
  }
}

/** When a thing may be said to fire anew. */
export function againAt({ repeat }: Pick<Rule, 'repeat'>, { at }: Pick<Told, 'at'>): number {
  return at + repeat * 1000
}

/** The first moment of a group's rhythm that is not before `at`. */
export function nextTick(at: number, anchor: number, everyMs: number): number {
  return at <= anchor ? anchor : anchor + Math.ceil((at - anchor) / everyMs) * everyMs
}

const lineOf = ({ labels, value, since }: NewsLine): NewsLine => ({ labels, value, since })

function isOpenIn({ told }: Step, rule: Rule, key: string): boolean {
  return [...told.values()].some((one) => one.open && labelKey(pick(one.labels, rule.group)) === key)
}
