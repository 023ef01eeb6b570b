import type { RuleState } from './rules-judge.ts'
import type { Rule } from './rules.ts'

import { againAt, nextTick } from './rules-tell.ts'
import { labelKey, pick } from './rules.ts'

/**
 * When time alone will next make a difference to a rule, epoch ms, after `now`: the end of a wait, or the moment at which
 * something may be said. `Infinity` when only what it looks at can.
 */
export function nextMoment(rule: Rule, state: RuleState, now: number): number {
  if (!rule.enabled) return Infinity
  const tick = (one: { labels: RuleState['told'][string]['labels'] }, at: number) => {
    const anchor = state.groups[labelKey(pick(one.labels, rule.group))]
    return anchor === undefined ? at : nextTick(at, anchor, rule.groupInterval * 1000)
  }
  const lives = Object.entries(state.instances).flatMap(([key, one]) => {
    if (one.firedAt === null) return [one.activeAt + rule.for * 1000]
    const told = state.told[key]
    const words =
      told === undefined
        ? tick(one, one.firedAt)
        : tick(one, Math.max(told.open ? 0 : one.firedAt, againAt(rule, told)))
    return one.falseAt === null ? [words] : [words, one.falseAt + rule.keepFiringFor * 1000]
  })
  const ends = Object.values(state.told).flatMap((one) =>
    one.open && one.endedAt !== null ? [tick(one, one.endedAt)] : [],
  )
  return Math.min(Infinity, ...[...lives, ...ends].filter((at) => at > now))
}
