import type { Environment } from '../environment.ts'

import { followOfPage } from '../db/follows.ts'

/** Deletes a follow with all that is known of it; `undoRemove` brings it back for a while. */
export async function removeFollow(env: Environment, id: string): Promise<boolean> {
  const db = await env.db()
  const notices = await db.transaction('rw', [db.follows, db.sights, db.alerts, db.removed], async () => {
    const follow = await db.follows.get(id)
    if (follow === undefined) return null
    const sight = (await db.sights.get(id)) ?? null
    const alerts = await db.alerts.where('followId').equals(id).toArray()
    await db.removed.put({ id, at: env.clock.now(), follow, sight, alerts })
    await db.follows.delete(id)
    await db.sights.delete(id)
    await db.alerts.bulkDelete(alerts.map((alert) => alert.id))
    const others = new Set((await db.alerts.toArray()).map(({ said }) => said?.notice))
    return alerts.flatMap(({ said }) => (said === undefined || others.has(said.notice) ? [] : [said.notice]))
  })
  if (notices === null) return false
  await Promise.all(notices.map((notice) => env.notifications.clear(notice)))
  return true
}

/** `false` when it was too long ago, or the page is followed again. */
export async function undoRemove(env: Environment, id: string): Promise<boolean> {
  const db = await env.db()
  const isBack = await db.transaction('rw', [db.follows, db.sights, db.alerts, db.removed], async () => {
    const removed = await db.removed.get(id)
    if (removed === undefined || (await followOfPage(db, removed.follow.url)) !== null) return false
    await db.follows.put(removed.follow)
    if (removed.sight !== null) await db.sights.put(removed.sight)
    await db.alerts.bulkPut([...removed.alerts])
    await db.removed.delete(id)
    return true
  })
  return isBack
}
