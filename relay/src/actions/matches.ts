import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'

import { insertWatches, listWatches } from '../store/watches.ts'
import { draftWatch } from './add-watch.ts'
import { announceWatches } from './announce-watch.ts'
import { tell } from './tell.ts'
import { DOOR_LINES } from './words-for-door.ts'

/** One page as the old bot's `matches.json` holds it. */
export type Match = { nom: string; url: string }

type ImportIssue = { path: string; message: string }

export type Imported =
  | { kind: 'imported'; added: Match[]; already: number }
  | { kind: 'refused'; issues: ImportIssue[] }
  | { kind: 'full' }
  | { kind: 'duplicate' }

/** The public watches in the order of the status: the list that the old calls' numbers count in. */
export async function listMatches(context: Context): Promise<Watch[]> {
  const watches = await listWatches(context.env.DB)
  return watches.filter((watch) => watch.public)
}

export async function exportMatches(context: Context): Promise<Match[]> {
  return (await listWatches(context.env.DB)).map(toMatch)
}

/** All or none. What is watched already, or stands twice in the file, is passed over: importing again is harmless. */
export async function importMatches(context: Context, matches: readonly Match[]): Promise<Imported> {
  const known = new Set((await listWatches(context.env.DB)).map((watch) => watch.url))
  const fresh: Watch[] = []
  const issues: ImportIssue[] = []
  for (const [index, { nom, url }] of matches.entries()) {
    const drafted = await draftWatch(context, { name: nom, url })
    if (drafted.kind === 'address')
      issues.push({ path: `${index}.url`, message: `${drafted.refusal.code}: ${drafted.refusal.message}` })
    if (drafted.kind !== 'drafted' || known.has(drafted.watch.url)) continue
    known.add(drafted.watch.url)
    fresh.push(drafted.watch)
  }
  if (issues.length > 0) return { kind: 'refused', issues }
  const stored = await insertWatches(context.env.DB, fresh)
  if (stored === 'full' || stored === 'duplicate') return { kind: stored }
  if (fresh.length > 0) {
    await announceWatches(context, fresh)
    await tell(context, DOOR_LINES.imported(fresh.length))
  }
  return { kind: 'imported', added: fresh.map(toMatch), already: matches.length - fresh.length }
}

export function toMatch({ name, url }: Watch): Match {
  return { nom: name, url }
}
