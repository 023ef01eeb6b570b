import type { Environment } from '../../environment.ts'
import type { Follow } from '../../db/types.ts'

import { loadLink } from '../../link/load-link.ts'
import { readSettings } from '../read-settings.ts'

/** The linked relay looks at this page as it is sent, because that was proven to be enough. */
export async function relaySaysStatic(env: Environment, follow: Follow): Promise<boolean> {
  if (follow.relayWatchId === null) return false
  const { watches } = await loadLink(env, await readSettings(env))
  return watches.some(({ id, how }) => id === follow.relayWatchId && how?.mode === 'static')
}
