import type { Context } from '../context.ts'

import { readStatus } from './read-status.ts'

/** From here on one request renews it while the others still get the old one; from there on nobody does. */
const AGED_MS = 800
const GONE_MS = 1000

export type ServedStatus = { text: string; etag: string }

let kept: { at: number; renewing: boolean; status: ServedStatus } | null = null
let writes = 0

/** The public status as text, made at most once a second in an isolate. */
export async function serveStatus(context: Context): Promise<ServedStatus> {
  const now = context.now()
  if (kept !== null && now - kept.at < (kept.renewing ? GONE_MS : AGED_MS)) return kept.status
  if (kept !== null) kept.renewing = true
  const begun = writes
  const document = await readStatus(context)
  const status = { text: JSON.stringify(document), etag: await tagOf(document) }
  if (begun === writes) kept = { at: now, renewing: false, status }
  return status
}

/** Call after writing anything that the status shows. */
export function forgetStatus(): void {
  kept = null
  writes += 1
}

/** Weak: two documents that differ only in when they were made are the same news. */
async function tagOf(document: Awaited<ReturnType<typeof readStatus>>): Promise<string> {
  const news = JSON.stringify({ ...document, at: 0, derniere_mise_a_jour: '' })
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(news))
  const hex = Array.from(new Uint8Array(digest, 0, 12), (byte) => byte.toString(16).padStart(2, '0'))
  return `W/"${hex.join('')}"`
}
