import type { Environment, Known } from '../environment.ts'

import { load } from './load.ts'

/** In session storage; of one version of the extension, for the browser forgets it at an update. */
export const SNAPSHOT = 'known'

/** Lets every page of ours know what is known now. Call it after each change. Never throws. */
export async function publish(env: Environment): Promise<void> {
  try {
    await env.session.set({ [SNAPSHOT]: { version: env.runtime.version, known: await load(env) } })
  } catch (error) {
    env.warn(error)
  }
}

/** What was published last, for a page's first paint: the truth is `load`. `null` before, or from another version. */
export async function lastPublished(env: Pick<Environment, 'session' | 'runtime'>): Promise<Known | null> {
  const kept = (await env.session.get(SNAPSHOT)) as { version: string; known: Known } | undefined
  // Only our own contexts can write here, and only this version has.
  return kept?.version === env.runtime.version ? kept.known : null
}
