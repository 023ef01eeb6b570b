import type { Environment } from '../environment.ts'

import { load } from './load.ts'

/** In session storage; pages read it there. */
const KNOWN = 'known'

/**
 * Lets every page of ours know what is known now. The browser forgets it at an update, so that no page reads what
 * another version wrote. Call it after each change. Never throws.
 */
export async function publish(env: Environment): Promise<void> {
  try {
    await env.session.set({ [KNOWN]: { version: env.runtime.version, known: await load(env) } })
  } catch (error) {
    env.warn(error)
  }
}
