import type { Environment, Reading } from '../status-environment.ts'

import { badgeOf } from '../models/status-badge.ts'

/** Asks the relay, keeps the answer and makes the badge tell it. Any page and the background may call it. */
export async function refresh(env: Environment): Promise<void> {
  const { settings, reading } = await env.load()
  const { address } = settings
  const answer = await env.readStatus(address)
  const next: Reading = answer.ok
    ? { address, last: { status: answer.status, readAt: env.now() }, problem: null }
    : { address, last: reading?.last ?? null, problem: answer.problem }
  await env.saveReading(next)
  // The settings may have changed while the relay was thinking.
  await env.showBadge(badgeOf(await env.load(), env.now()))
}
