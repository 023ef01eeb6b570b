import type { Environment, Settings } from '../environment.ts'

import { parseSettings } from '../settings.ts'

/** What the person chose, checked; defaults where nothing is kept or it makes no sense. */
export async function readSettings(env: Environment): Promise<Settings> {
  return parseSettings(await env.local.get('settings'), env.runtime.languages)
}
