import type { Environment } from '../../environment.ts'
import type { Follow, Rung, Sight } from '../../db/types.ts'
import type { Tab } from '../../ports/tabs.ts'
import type { Ground } from './rung.ts'

import { readMemory } from './memory.ts'
import { relaySaysStatic } from './relay-static.ts'

/** What a look can use now, with the tabs it may ask, those in view first. */
export type Surveyed = { ground: Ground; siteTabs: readonly Tab[]; pageTabs: readonly Tab[] }

/** Looks around: the permission, the tabs that stand open and answer, what was learnt. */
export async function survey(
  env: Environment,
  { follow, sight, silent }: { follow: Follow; sight: Sight; silent: readonly Rung[] },
): Promise<Surveyed> {
  const access = await env.permissions.has(follow.url)
  const tabs = access ? await env.tabs.ofHost(follow.host) : []
  const origin = URL.parse(follow.url)?.origin
  const siteTabs = tabs
    .filter(({ url, discarded }) => !discarded && url !== null && URL.parse(url)?.origin === origin)
    .toSorted((a, b) => Number(b.active) - Number(a.active))
  const pageTabs = siteTabs.filter(({ url }) => url !== null && isPage(url, follow.url))
  const memory = readMemory(sight.memory)
  const ground: Ground = {
    now: env.clock.now(),
    memory,
    access,
    siteTabs: siteTabs.length,
    pageTabs: pageTabs.length,
    window: follow.window,
    // What this browser has proven itself needs nobody else's word.
    relayStatic: memory.mode !== 'static' && (await relaySaysStatic(env, follow)),
    silent,
  }
  return { ground, siteTabs, pageTabs }
}

/** The same page, wherever in it the person is. */
function isPage(url: string, followed: string): boolean {
  const at = URL.parse(url)
  if (at === null) return false
  at.hash = ''
  return at.href === followed
}
