import type { StoredSettings } from '#core/settings.ts'
import type { Config } from './config.ts'
import type { Env } from './env.ts'

import { NO_SETTINGS } from '#core/settings.ts'

import { readConfig } from './config.ts'
import { listStoredSettings } from './store/stored-settings.ts'

/** For so long a change may take to reach another isolate. */
const KEPT_MS = 5000

let known: { at: number; stored: StoredSettings } = { at: -Infinity, stored: NO_SETTINGS }

const configs = new WeakMap<Env, { stored: StoredSettings; config: Config }>()

/** The environment, and what the database says of the rest, as this isolate last read it. */
export function liveConfig(env: Env): Config {
  const { stored } = known
  const kept = configs.get(env)
  if (kept !== undefined && kept.stored === stored) return kept.config
  const { config } = readConfig(env, stored.values)
  configs.set(env, { stored, config })
  return config
}

/**
 * Reads the operator's settings anew when the last reading is old. While the database does not answer, what was known
 * holds on; only the first reading must succeed.
 */
export async function refreshConfig({ DB }: Env, now: number): Promise<void> {
  const before = known
  // A clock that was put back is no reason to wait.
  if (Math.abs(now - before.at) < KEPT_MS) return
  if (before.at !== -Infinity) known = { ...before, at: now }
  try {
    const stored = await listStoredSettings(DB)
    // Changed here meanwhile: that is newer.
    if (known.stored === before.stored) known = { at: now, stored }
  } catch (error) {
    if (before.at === -Infinity) throw error
    console.warn(`settings: ${error instanceof Error ? error.message : 'not read'}`)
  }
}

/** Takes over what was just written or read in this isolate. */
export function learnSettings(stored: StoredSettings, now: number): void {
  known = { at: now, stored }
}
