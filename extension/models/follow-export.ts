import type { Follow } from '../db/types.ts'

import { draftOf } from './follow.ts'

/** Pure: all that is followed as a file, which `readFollows` takes back here or in another browser. */
export function exportFollows(follows: readonly Follow[], now: number): string {
  const all = follows.map((follow) => {
    const { relayWatchId: _, ...own } = draftOf(follow)
    return own
  })
  const file = { vigie: 1, exportedAt: new Date(now).toISOString(), follows: all }
  return `${JSON.stringify(file, null, 2)}\n`
}
