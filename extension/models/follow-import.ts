import type { FollowDraft, ImportIssue } from '../messages.ts'

import { isRecord } from '#core/parse.ts'

import { readDraft } from './follow.ts'

/** A file of this many bytes at most is read, and so many of its entries. */
export const FILE_MOST = 1_000_000
const ENTRIES_MOST = 500
const ISSUES_MOST = 20

export type ReadFile = { drafts: { draft: FollowDraft; host: string }[]; issues: ImportIssue[] }

/**
 * Pure: reads a file of follows: what `exportFollows` wrote, or the old bot's `matches.json`, a list of
 * `{ nom, url }`. What cannot be taken is told by its place; the rest is taken.
 */
export function readFollows(text: string): ReadFile {
  if (text.length > FILE_MOST) return fault('', 'too-long')
  const read = parseJson(text)
  if (!read.ok) return fault('', 'not-json')
  const all: unknown = isRecord(read.value) ? read.value.follows : read.value
  if (!Array.isArray(all)) return fault(isRecord(read.value) ? 'follows' : '', 'not-a-list')
  if (all.length > ENTRIES_MOST) return fault('', 'too-many')
  const result: ReadFile = { drafts: [], issues: [] }
  for (const [index, entry] of (all as unknown[]).entries()) {
    const one = readDraft(entryOf(entry))
    if (one.ok) result.drafts.push({ draft: one.draft, host: one.host })
    else if (result.issues.length < ISSUES_MOST)
      result.issues.push({ path: `${index}.${pathOf(one.refusal)}`, problem: one.refusal.problem })
  }
  return result
}

const fault = (path: string, problem: ImportIssue['problem']): ReadFile => ({
  drafts: [],
  issues: [{ path, problem }],
})

const pathOf = ({ field, part }: { field: string; part?: string }) =>
  part === undefined ? field : `${field}.${part}`

/** The old bot wrote `nom`. A watch of a relay that this file knew is another one here. */
function entryOf(entry: unknown): unknown {
  if (!isRecord(entry)) return {}
  const { relayWatchId: _, ...own } = entry
  return { ...own, name: entry.name ?? entry.nom }
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text.replace(/^\uFEFF/, '')) }
  } catch {
    return { ok: false }
  }
}
