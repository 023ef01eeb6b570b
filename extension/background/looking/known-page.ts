import type { Environment } from '../../environment.ts'
import type { Fetched } from '../../content/contract.ts'
import type { Follow } from '../../db/types.ts'
import type { SentReading } from './judge-sent.ts'

import { keepPage, readPage } from '../../db/pages.ts'
import { readSent } from './judge-sent.ts'

/** Reads the document of an answer, or knows it again: most checks bring the very same bytes. `null` when none came. */
export async function readOrKnow(
  env: Pick<Environment, 'db' | 'runtime'>,
  follow: Follow,
  { html, finalUrl }: Fetched,
): Promise<SentReading | null> {
  if (html === null) return null
  const db = await env.db()
  // Another version may read it differently.
  const hash = await digest([env.runtime.version, JSON.stringify(follow.target), finalUrl, html].join('\n'))
  const known = await readPage(db, follow.id)
  if (known?.hash === hash) return known
  const read = readSent(follow, html, finalUrl)
  await keepPage(db, { followId: follow.id, hash, ...read })
  return read
}

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
