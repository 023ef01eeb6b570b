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
  const hash = await digest([env.runtime.version, JSON.stringify(follow.target), finalUrl, html].join('\n'))
  if (memory.sent?.hash !== hash) return { ...readSent(follow, html, finalUrl), hash }
  const db = await env.db()
  const known = await readPage(db, follow.id)
  if (known?.hash === hash) return known
  const read = { ...readSent(follow, html, finalUrl), hash }
  await keepPage(db, { followId: follow.id, ...read })
  return read
}

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
