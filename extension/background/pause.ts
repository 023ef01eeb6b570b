import type { Environment } from '../environment.ts'

import { changeSettings } from './settings.ts'

/** Looks at one follow, or at none of them (`id` null), no more until then; `until` null: until it is resumed. */
export async function pause(
  env: Environment,
  id: string | null,
  { until }: { until: number | null },
): Promise<boolean> {
  return change(env, id, until !== null && until <= env.clock.now() ? null : { until })
}

/** Ends the pause of one follow, or the one of all. */
export function resume(env: Environment, id: string | null): Promise<boolean> {
  return change(env, id, null)
}

async function change(
  env: Environment,
  id: string | null,
  paused: { until: number | null } | null,
): Promise<boolean> {
  if (id === null) {
    await changeSettings(env, { pausedAll: paused })
    return true
  }
  const db = await env.db()
  const changed = await db.follows.update(id, { paused, updatedAt: env.clock.now() })
  return changed > 0
}
