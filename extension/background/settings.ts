import type { Environment, Settings } from '../environment.ts'

import { keptSettings, parseSettings } from '../settings.ts'
import { readSettings } from './read-settings.ts'
import { publish } from './snapshot.ts'
import { makeTurns } from './turns.ts'

export { readSettings } from './read-settings.ts'

/** Two changes at once must not lose one. */
const inTurn = makeTurns()

/** Changes some of the settings; what makes no sense takes its usual value. */
export function changeSettings(env: Environment, change: Partial<Settings>): Promise<Settings> {
  return inTurn(async () => {
    const settings = parseSettings({ ...(await readSettings(env)), ...change }, env.runtime.languages)
    await env.local.set({ settings: keptSettings(settings) })
    await publish(env)
    return settings
  })
}
