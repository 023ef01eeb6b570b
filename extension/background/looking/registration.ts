import type { Environment } from '../../environment.ts'

import { FILES } from '../../content/contract.ts'
import { listFollows } from '../../db/follows.ts'
import { makeTurns } from '../turns.ts'
import { wait } from './wait.ts'

const ID = 'watcher'
const INJECT_MS = 3000

type Outside = Pick<Environment, 'db' | 'permissions' | 'scripting' | 'tabs' | 'clock'>

/** Two changes at once must not register it twice. */
const inTurn = makeTurns()

/**
 * The watcher stands in pages of the sites that are followed and allowed, and nowhere else: one registration of their
 * exact origins. Updates of the extension clear it and the person takes permissions back at any time: called at each
 * start and after each change.
 */
export const syncWatcher = (env: Outside): Promise<void> => inTurn(() => sync(env))

async function sync(env: Outside): Promise<void> {
  const wanted = await allowedPatterns(env)
  const known = (await env.scripting.registered()).find(({ id }) => id === ID)
  if (wanted.length === 0) {
    if (known !== undefined) await env.scripting.unregister([ID])
    return
  }
  const same = known !== undefined && known.matches.toSorted().join(' ') === wanted.join(' ')
  if (!same) await env.scripting.register({ id: ID, matches: wanted, file: FILES.watcher })
}

async function allowedPatterns(env: Outside): Promise<string[]> {
  const urls = await followedSites(env)
  const allowed = await Promise.all(urls.map((url) => env.permissions.has(url)))
  return [...new Set(urls.filter((_, index) => allowed[index]).map(patternOf))].toSorted()
}

/** One address for each site with a follow that is not over. */
async function followedSites(env: Outside): Promise<string[]> {
  const follows = await listFollows(await env.db())
  const sites = new Map<string, string>()
  for (const { url, retiredAt } of follows) if (retiredAt === null) sites.set(new URL(url).origin, url)
  return [...sites.values()]
}

/** Match patterns know no ports in Firefox, so the host stands for all of its ports. */
export function patternOf(url: string): string {
  const { protocol, hostname } = new URL(url)
  return `${protocol}//${hostname}/*`
}

/**
 * Tabs that stood open before the registration have no watcher, and those from before an update have one whose
 * extension is gone: it is put into each. One that is already there only says again where it is.
 */
export async function reachOpenTabs(env: Outside): Promise<void> {
  for (const url of await followedSites(env)) {
    if (!(await env.permissions.has(url))) continue
    const tabs = await env.tabs.ofHost(new URL(url).host)
    const loaded = tabs.filter(({ discarded }) => !discarded)
    // A frozen tab never answers.
    await Promise.all(
      loaded.map(({ id }) => Promise.race([env.scripting.inject(id, FILES.watcher), wait(env, INJECT_MS)])),
    )
  }
}
