import type { AuditChange } from '#core/audit.ts'
import type { Config } from './config.ts'
import type { Env } from './env.ts'

import { liveConfig } from './live-config.ts'

/** What every action gets first: the bindings, the settings, and the only sources of time and chance. */
export type Context = {
  env: Env
  /** What holds at the moment it is looked at: settings change while the relay runs. */
  config: Config
  /** Epoch milliseconds. */
  now: () => number
  /** Unique and unguessable. */
  newId: () => string
  /** 0 to 1, as `Math.random`. */
  random: () => number
  /** Within a call of the admin API: what an action itself adds to the record of changes. */
  audit?: AuditChange[]
}

export function makeContext(env: Env): Context {
  return {
    env,
    get config() {
      return liveConfig(env)
    },
    now: Date.now,
    newId: () => crypto.randomUUID(),
    random: Math.random,
  }
}
