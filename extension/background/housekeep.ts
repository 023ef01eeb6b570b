import type { Environment } from '../environment.ts'

import { count } from '#core/parse.ts'

import { pruneAlerts } from '../db/alerts.ts'
import { pruneHosts } from '../db/hosts.ts'
import { pruneOutgoing } from '../db/outgoing.ts'
import { prunePages } from '../db/pages.ts'
import { pruneRemoved } from '../db/removed.ts'
import { retirePast } from './follow.ts'

const DONE = 'housekeptAt'
const EVERY_MS = 10 * 60_000

/** Retires what is past and forgets what is old; at most every ten minutes, however often it is called. */
export async function housekeep(env: Environment): Promise<void> {
  const now = env.clock.now()
  const last = count(await env.session.get(DONE))
  if (last !== null && last <= now && now - last < EVERY_MS) return
  await env.session.set({ [DONE]: now })
  const db = await env.db()
  await retirePast(env)
  await pruneAlerts(db, now)
  await pruneHosts(db, now)
  await pruneOutgoing(db, now)
  await prunePages(db)
  await pruneRemoved(db, now)
}
