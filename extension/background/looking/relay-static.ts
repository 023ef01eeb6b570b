import type { Environment } from '../../environment.ts'
import type { Follow } from '../../db/types.ts'

import { isSamePage } from '../../link/page-key.ts'
import { loadLink } from '../../link/load-link.ts'
import { readSettings } from '../read-settings.ts'
import { PROVEN_MS } from './learn.ts'

/**
 * The linked relay looks at this page as it is sent, because that was proven to be enough; and it has seen the page so
 * within a day, by this device's clock: what was kept of a relay that is gone or blind vouches for nothing.
 */
export async function relaySaysStatic(env: Environment, follow: Follow): Promise<boolean> {
  if (follow.relayWatchId === null) return false
  const { watches, skewMs } = await loadLink(env, await readSettings(env))
  const watch = watches.find(({ id }) => id === follow.relayWatchId)
  if (watch?.how?.mode !== 'static' || !isSamePage(watch.url, follow.url)) return false
  const { lastGoodCheckAt } = watch
  return lastGoodCheckAt !== null && env.clock.now() - (lastGoodCheckAt - skewMs) <= PROVEN_MS
}
