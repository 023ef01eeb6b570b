import type { Follow } from '../db/types.ts'
import type { Environment } from '../environment.ts'
import type { Seen } from '../background/record.ts'
import type { PublicWatch } from '#core/status.ts'
import type { LastStatus } from './reading.ts'

import { isSighted } from '#core/verdict.ts'

import { record } from '../background/record.ts'
import { isSamePage } from './page-key.ts'
import { wished } from './wished.ts'

/** Two readings date one check a little differently: the way takes its time, ms. */
const SAME_MS = 2000

/**
 * The watch of the relay for a followed page: of those of its address the one that it is linked to. An id alone links
 * nothing: the person may have changed the page since, or the relay its watch, or the person their relay. Pure.
 */
function watchFor(
  follow: Pick<Follow, 'url' | 'relayWatchId'>,
  watches: readonly PublicWatch[],
): PublicWatch | null {
  const same = watches.filter(({ url }) => isSamePage(url, follow.url))
  return same.find(({ id }) => id === follow.relayWatchId) ?? same[0] ?? null
}

/** What the relay says of a watch, as one look dated by this device's clock; `null` before its first look. Pure. */
function wordOf(
  watch: PublicWatch,
  { status, readAt }: LastStatus,
): Pick<Seen, 'kind' | 'verdict' | 'at'> | null {
  const { verdict, lastCheckAt, lastGoodCheckAt, reporters } = watch
  const seenAt = isSighted(verdict) ? lastGoodCheckAt : lastCheckAt
  if (seenAt === null) return null
  const own = reporters.toSorted((a, b) => b.at - a.at).find(({ kind }) => kind !== 'extension')
  return { kind: own?.kind ?? 'extension', verdict, at: Math.min(readAt, seenAt + (readAt - status.at)) }
}

/**
 * Takes the relay's word on every followed page, and keeps which watch is which page. `some`: the relay has other watches
 * beside these.
 */
export async function takeWatches(
  env: Environment,
  last: LastStatus,
  are: 'all' | 'some' = 'all',
): Promise<void> {
  const db = await env.db()
  for (const follow of await db.follows.toArray()) {
    if (follow.retiredAt !== null) continue
    const watch = watchFor(follow, last.status.watches)
    if (watch === null && are === 'some') continue
    const relayWatchId = watch?.id ?? null
    if (relayWatchId !== follow.relayWatchId) await db.follows.update(follow.id, { relayWatchId })
    try {
      if (watch !== null) await takeWord(env, follow, wordOf(watch, last))
    } catch (error) {
      // What cannot be kept of one page keeps nothing of the others from being told.
      env.warn(error)
    }
  }
}

async function takeWord(
  env: Environment,
  { id: followId, target }: Follow,
  said: ReturnType<typeof wordOf>,
): Promise<void> {
  const verdict = said === null ? null : wished(target, said.verdict)
  if (said === null || verdict === null) return
  const word = { ...said, verdict }
  const sight = await (await env.db()).sights.get(followId)
  const known = sight?.state.reporters.find(({ reporter }) => reporter === 'relay')
  if (known !== undefined && !isNews(known, word)) return
  await record(env, { followId, reporter: 'relay', rung: 'by-hand', ...word })
}

function isNews(
  known: { verdict: Seen['verdict']; at: number },
  word: Pick<Seen, 'verdict' | 'at'>,
): boolean {
  if (word.at <= known.at) return false
  return word.at - known.at > SAME_MS || JSON.stringify(word.verdict) !== JSON.stringify(known.verdict)
}
