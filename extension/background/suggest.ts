import type { Environment } from '../environment.ts'
import type { Suggested } from '../messages.ts'

import { FILES } from '../content/contract.ts'
import { followOfPage } from '../db/follows.ts'
import { suggest } from '../models/follow.ts'
import { parseFacts } from '../parse-facts.ts'

const READ_MS = 1500

/** What the page that the person looks at would be followed as. Their press on our icon lets it be read, this once. */
export async function suggestHere(env: Environment): Promise<Suggested> {
  const tab = await env.tabs.current()
  if (tab === null || tab.url === null) return { kind: 'none' }
  const { url, title } = tab
  const db = await env.db()
  const known = await followOfPage(db, url)
  if (known !== null) return { kind: 'already', follow: known }
  if (suggest({ url, title, facts: null }) === null) return { kind: 'none' }
  const options = { target: {}, url, deadlineMs: 0 }
  const answer = await env.scripting.call(tab.id, FILES.reader, {
    name: 'read',
    argument: options,
    ms: READ_MS,
  })
  const facts = parseFacts(answer?.value)
  const made = suggest({ url, title, facts })
  return made === null ? { kind: 'none' } : { kind: 'page', ...made, read: facts !== null }
}
