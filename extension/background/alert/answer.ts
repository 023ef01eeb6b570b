import type { LocalAlert } from '../../db/types.ts'
import type { Environment } from '../../environment.ts'

import { findFollow } from '../../db/follows.ts'
import { announce } from './announce.ts'
import { readNotice } from './notices.ts'
import { GROUP } from './plan.ts'
import { visit } from './visit.ts'

/** In the order in which `note.ts` gives them. */
const BUTTONS = ['visit', 'seen'] as const
/** Our own view, for what is no single page. */
const OWN_PAGE = '/popup.html?tab'

/** The person pressed a notification, or one of its buttons. */
export async function answerNotice(env: Environment, noticeId: string, button?: number): Promise<void> {
  if (button !== undefined && BUTTONS[button] === 'seen') return seeNotice(env, noticeId)
  const notice = readNotice(noticeId)
  if (notice.about !== 'group') await env.notifications.clear(noticeId)
  if (notice.about === 'test') return
  const db = await env.db()
  if (notice.about === 'follow') {
    const follow = await findFollow(db, notice.id)
    if (follow !== null) await visit(env, follow)
    return
  }
  const open = (await alertsOf(env, noticeId)).filter(({ goneAt }) => goneAt === null)
  const [first, ...others] = notice.about === 'group' ? open : await alertsOf(env, noticeId)
  if (first === undefined || others.length > 0) {
    await openOwn(env)
    return
  }
  await visitAlert(env, first.id)
}

/** In its tab when it stands open. */
async function openOwn(env: Environment): Promise<void> {
  const address = env.runtime.url(OWN_PAGE)
  const tabs = await env.tabs.ofHost(new URL(address).host)
  const stands = tabs.find(({ url }) => url === address)
  if (stands === undefined || !(await env.tabs.focus(stands))) await env.tabs.open(address)
}

async function seeNotice(env: Environment, noticeId: string): Promise<void> {
  await env.notifications.clear(noticeId)
  await markSeen(
    env,
    (await alertsOf(env, noticeId)).map(({ id }) => id),
  )
}

async function alertsOf(env: Environment, noticeId: string): Promise<LocalAlert[]> {
  const db = await env.db()
  const notice = readNotice(noticeId)
  if (notice.about === 'release') {
    const alert = await db.alerts.get(notice.id)
    return alert === undefined ? [] : [alert]
  }
  if (notice.about !== 'group') return []
  return (await db.alerts.toArray()).filter(({ said, seenAt }) => said?.notice === GROUP && seenAt === null)
}

/** Opens the page of an alert; `false` when there is no such alert, or its page may not be opened. */
export async function visitAlert(env: Environment, alertId: string): Promise<boolean> {
  const db = await env.db()
  const alert = await db.alerts.get(alertId)
  const follow = alert === undefined ? null : await findFollow(db, alert.followId)
  if (alert === undefined || follow === null) return false
  return await visit(env, follow, alert.goneAt === null ? alert.offers : [])
}

/** The person knows: notification and badge let go of these alerts. `false` when none of them is there. */
export async function markSeen(env: Environment, alertIds: readonly string[]): Promise<boolean> {
  const db = await env.db()
  const at = env.clock.now()
  const found = await db.transaction('rw', db.alerts, async () => {
    const alerts = (await db.alerts.bulkGet([...alertIds])).filter((alert) => alert !== undefined)
    await db.alerts.bulkPut(alerts.map((alert) => ({ ...alert, seenAt: alert.seenAt ?? at })))
    return alerts.length > 0
  })
  await announce(env)
  return found
}
