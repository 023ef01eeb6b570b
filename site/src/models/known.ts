import type { PublicReporter, PublicWatch } from '#core/status.ts'
import type { Verdict } from '#core/verdict.ts'

import { glanceAt, staleAfterMs } from '#core/freshness.ts'

/** Some of those who looked: the relay is one whichever way it reads, people's browsers are counted. */
export type Lookers = { who: 'relay' | 'browsers'; count: number }

export type Known = {
  /** `seen`: the right page was; `tried`: nobody could; `long-ago`: it was, too long ago to hold. */
  kind: 'seen' | 'tried' | 'long-ago'
  /** Epoch ms of the newest look that says what the verdict says. */
  at: number
  by: Lookers[]
  /** Who says something else; `oldSince` when they said it too long ago to hold. */
  others: (Lookers & { verdict: Verdict; oldSince: number | null })[]
}

/** How a verdict is known: who stands behind it, and who sees something else. `null` when nobody does. Pure. */
export function knownOf(watch: PublicWatch, now: number): Known | null {
  const { verdict, reporters } = watch
  const agreeing = reporters.filter((one) => isSame(one.verdict, verdict))
  if (agreeing.length === 0) return null
  const longest = staleAfterMs(watch)
  const glance = glanceAt(watch, now)
  const isOld = glance.state === 'stale'
  // What the card calls old is not called fresh beside it.
  const at = Math.min(Math.max(...agreeing.map((one) => one.at)), isOld ? glance.since : now)
  const others = groupsOf(reporters.filter((one) => !isSame(one.verdict, verdict)))
  return {
    kind: isOld ? 'long-ago' : verdict.state === 'unknown' ? 'tried' : 'seen',
    at,
    by: lookersOf(agreeing),
    others: others.map(({ first, lookers: { who, count } }) => ({
      who,
      count,
      verdict: first.verdict,
      oldSince: now - first.at > longest ? first.at : null,
    })),
  }
}

function isSame(one: Verdict, other: Verdict): boolean {
  if (one.state === 'unknown' && other.state === 'unknown') return one.reason === other.reason
  return one.state === other.state
}

const whoOf = ({ kind }: PublicReporter): Lookers['who'] => (kind === 'extension' ? 'browsers' : 'relay')

function lookersOf(reporters: readonly PublicReporter[]): Lookers[] {
  const browsers = reporters.filter((one) => whoOf(one) === 'browsers').length
  const relay = reporters.length > browsers
  return [
    ...(browsers > 0 ? [{ who: 'browsers' as const, count: browsers }] : []),
    ...(relay ? [{ who: 'relay' as const, count: 1 }] : []),
  ]
}

/** Those who say the same in the same way, newest first in each. */
function groupsOf(reporters: readonly PublicReporter[]) {
  const groups = new Map<string, PublicReporter[]>()
  for (const one of reporters.toSorted((a, b) => b.at - a.at)) {
    const says = one.verdict.state === 'unknown' ? one.verdict.reason : one.verdict.state
    const key = `${whoOf(one)} ${says}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    const [lookers] = lookersOf(group)
    return first === undefined || lookers === undefined ? [] : [{ first, lookers }]
  })
}
