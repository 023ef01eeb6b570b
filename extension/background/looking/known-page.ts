import type { Environment } from '../../environment.ts'
import type { Fetched } from '../../content/contract.ts'
import type { Follow } from '../../db/types.ts'
import type { SentReading } from './judge-sent.ts'
import type { Memory } from './memory.ts'

import { keepPage, readPage } from '../../db/pages.ts'
import { readSent } from './judge-sent.ts'

/**
 * Reads the document of an answer, or knows it again by the very same bytes. `null` when none came. What it holds is
 * kept once the bytes come a second time: many pages carry something that is new each time.
 */
export async function readOrKnow(
  env: Pick<Environment, 'db' | 'runtime'>,
  { follow, memory }: { follow: Follow; memory: Memory },
  { html, finalUrl }: Fetched,
): Promise<SentReading | null> {
  if (html === null) return null
  // Another version may read it differently.
  const hash = digest([env.runtime.version, JSON.stringify(follow.target), finalUrl], html)
  if (memory.sent?.hash !== hash) return { ...readSent(follow, html, finalUrl), hash }
  const db = await env.db()
  const known = await readPage(db, follow.id)
  if (known?.hash === hash) return known
  const read = { ...readSent(follow, html, finalUrl), hash }
  await keepPage(db, { followId: follow.id, ...read })
  return read
}

/** 64 bits over the characters and their number: a page that is written to fool this fools nobody but its own readers. */
function digest(about: readonly string[], html: string): string {
  const text = about.join('\n')
  return [text, html].map(hashOf).join('-')
}

function hashOf(text: string): string {
  let [high, low] = [0x9e3779b9, 0x85ebca6b]
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 0x01000193)
    low = Math.imul(low ^ code, 0x5bd1e995)
    low = (low << 13) | (low >>> 19)
  }
  return [text.length, high >>> 0, low >>> 0].map((part) => part.toString(36)).join('.')
}
