import type { Element, Labels, Rule } from './rules.ts'

import { LOOKBACK_MS } from './rules-history.ts'
import { labelKey } from './rules.ts'

/** One thing for which a rule's condition holds, or held until just now. Epoch milliseconds. */
export type Instance = {
  labels: Labels
  /** As last seen to hold. */
  value: number
  /** Since when it has held without a break. */
  activeAt: number
  /** When it was last seen to hold. */
  trueAt: number
  /** Since when it holds no more, while `keepFiringFor` keeps it. */
  falseAt: number | null
  /** Since when it fires; `null` while it waits for `for`. */
  firedAt: number | null
}

export type Instances = Readonly<Record<string, Instance>>

type Now = {
  /** For what the condition holds now. */
  elements: readonly Element[]
  /** A source did not answer: what is not among the elements may hold all the same. */
  isPartial: boolean
  now: number
}

/**
 * One judgement of a rule, as Prometheus makes it: what has held for `for` fires, and one time of not holding begins
 * that time anew. Silence of five minutes is bridged. Other than there, what fires never ends by silence: only by
 * being seen not to hold.
 */
export function live(rule: Rule, before: Instances, { elements, isPartial, now }: Now): Instances {
  const after = new Map<string, Instance>()
  for (const { labels, value } of elements) {
    const key = labelKey(labels)
    const known = before[key]
    const seen = { labels, value, trueAt: now, falseAt: null }
    const isBroken = known === undefined || (known.firedAt === null && now - known.trueAt > LOOKBACK_MS)
    const one = isBroken ? { ...seen, activeAt: now, firedAt: null } : { ...known, ...seen }
    after.set(key, fire(rule, one, now))
  }
  for (const [key, known] of Object.entries(before)) {
    if (after.has(key)) continue
    const kept = isPartial ? bridge(rule, known, now) : keep(rule, known, now)
    if (kept !== null) after.set(key, kept)
  }
  return Object.fromEntries(after)
}

function fire(rule: Rule, one: Instance, now: number): Instance {
  return one.firedAt === null && now - one.activeAt >= rule.for * 1000 ? { ...one, firedAt: now } : one
}

function bridge(rule: Rule, known: Instance, now: number): Instance | null {
  if (known.firedAt !== null) return known
  return now - known.trueAt <= LOOKBACK_MS ? fire(rule, known, now) : null
}

function keep(rule: Rule, known: Instance, now: number): Instance | null {
  if (known.firedAt === null || rule.keepFiringFor === 0) return null
  const falseAt = known.falseAt ?? now
  return now - falseAt < rule.keepFiringFor * 1000 ? { ...known, falseAt } : null
}
