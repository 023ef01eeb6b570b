import type { Here, HereAnswer } from '../content/contract.ts'
import type { Follow } from '../db/types.ts'
import type { Environment } from '../environment.ts'
import type { LookOptions } from '#readers/look-options.ts'
import type { InTab } from './router.ts'

import { FILES } from '../content/contract.ts'
import { followsOfHost } from '../db/follows.ts'
import { isSamePage } from '../link/page-key.ts'
import { readSettings } from './read-settings.ts'

/** How long a page may take to settle before it is read as it stands. */
const DEADLINE_MS = 20_000

/** Whether the page where a script of ours stands is followed; the reader is brought there when it is. */
export async function answerHere(env: Environment, { url }: Here, tab: InTab): Promise<HereAnswer> {
  const follow = await followAt(env, addressIn(tab, url))
  if (follow === null) return { followed: false }
  void env.scripting.inject(tab.tabId, FILES.reader)
  return { followed: true, followId: follow.id, options: optionsFor(follow) }
}

/** What a page is read for. */
export function optionsFor({ target, url }: Follow): LookOptions {
  return { target, url, deadlineMs: DEADLINE_MS }
}

/** The browser says on which site a script stands; which page of it, the script knows sooner. */
export function addressIn({ origin, url }: InTab, said: string): string {
  return URL.parse(said)?.origin === origin ? said : url
}

/** What is read on this page. A pause that ends by itself tells no page when: it is read on, and nothing is taken. */
async function followAt(env: Environment, url: string): Promise<Follow | null> {
  const host = URL.parse(url)?.host
  if (host === undefined) return null
  const [follows, { pausedAll }] = await Promise.all([followsOfHost(await env.db(), host), readSettings(env)])
  if (pausedAll?.until === null) return null
  return follows.find(({ url: own, paused }) => isSamePage(own, url) && paused?.until !== null) ?? null
}
