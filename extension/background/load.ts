import type { Follow } from '../db/types.ts'
import type { Environment, Known } from '../environment.ts'

import { count } from '#core/parse.ts'

import { listAlerts } from '../db/alerts.ts'
import { listFollows } from '../db/follows.ts'
import { loadLink } from '../link/load-link.ts'
import { readSettings } from './read-settings.ts'

const WORK = 'atWorkAt'

/** What went so long ago is told by no card. */
const GONE_MS = 24 * 3_600_000

/** All that is known now. Of alerts, those that stand open or went of late. */
export async function load(env: Environment): Promise<Known> {
  const db = await env.db()
  const now = env.clock.now()
  // One transaction for all of it: what is read belongs together, and each costs more than what is read in it.
  const rows = db.transaction('r', [db.follows, db.sights, db.alerts, db.hosts], () =>
    Promise.all([listFollows(db), db.sights.toArray(), listAlerts(db), db.hosts.toArray()]),
  )
  const [settings, [follows, sights, alerts, hosts], wokeAt] = await Promise.all([
    readSettings(env),
    rows,
    env.session.get(WORK),
  ])
  return {
    settings,
    follows,
    sights,
    alerts: alerts.filter(({ goneAt }) => goneAt === null || now - goneAt <= GONE_MS),
    hosts,
    relay: await loadLink(env, settings),
    access: await accessOf(env, follows),
    online: env.net.isOnline(),
    notices: await env.notifications.areAllowed(),
    wokeAt: count(wokeAt) ?? now,
  }
}

/** One question per site, however many follows it has. */
async function accessOf(env: Environment, follows: readonly Follow[]): Promise<Record<string, boolean>> {
  const sites = new Map(follows.map(({ url }) => [new URL(url).origin, env.permissions.has(url)]))
  const answers = follows.map(async ({ id, url }) => [id, (await sites.get(new URL(url).origin)) ?? false])
  return Object.fromEntries(await Promise.all(answers))
}

/** Says that the worker is at work now: long silence means that this computer slept. */
export async function noteWork(env: Environment): Promise<void> {
  await env.session.set({ [WORK]: env.clock.now() })
}
