import type { PublicWatch } from '#core/status.ts'

/** What changed for a watch, worth telling to someone who does not look at the screen. */
export type News = { kind: 'opened' | 'more' | 'closed' | 'lost' | 'found'; watch: PublicWatch }

/** Pure. A watch that was not there before is news when it is open. */
export function newsOf(before: readonly PublicWatch[], after: readonly PublicWatch[]): News[] {
  const earlier = new Map(before.map((watch) => [watch.id, watch]))
  return after.flatMap((watch): News[] => {
    const previous = earlier.get(watch.id)
    const [from, to] = [previous?.verdict.state, watch.verdict.state]
    if (to === 'available' && !isSameRelease(previous, watch)) return [{ kind: 'opened', watch }]
    if (to === 'available') return hasMore(previous, watch) ? [{ kind: 'more', watch }] : []
    if (from === undefined || from === to) return []
    // Changed by its operator and not looked at since: nothing was lost from sight.
    if (to === 'unknown') return watch.reporters.length === 0 ? [] : [{ kind: 'lost', watch }]
    return [{ kind: from === 'available' ? 'closed' : 'found', watch }]
  })
}

/** One release has one beginning, whatever wall came in between. */
export function releaseKey(watch: PublicWatch): string {
  return `${watch.id} ${watch.openSince ?? ''}`
}

/** What is on offer, by names that do not depend on its order. */
export function printsOf({ verdict }: PublicWatch): string[] {
  return verdict.state === 'available' ? verdict.offers.map(({ fingerprint }) => fingerprint) : []
}

function hasMore(before: PublicWatch | undefined, after: PublicWatch): boolean {
  const known = new Set(before === undefined ? [] : printsOf(before))
  return printsOf(after).some((print) => !known.has(print))
}

function isSameRelease(before: PublicWatch | undefined, after: PublicWatch): boolean {
  return before?.verdict.state === 'available' && before.openSince === after.openSince
}
