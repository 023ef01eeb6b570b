/** What stands in a release that ended because nobody looked any more. */
const UNSEEN: ReadonlySet<string | null> = new Set(['paused', 'removed'])

/** False when nobody saw the seats go: the watch was paused, deleted or led elsewhere while they were open. */
export function isEndSeen(closedBy: string | null): boolean {
  return !UNSEEN.has(closedBy)
}
