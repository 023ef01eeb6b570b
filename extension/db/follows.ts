import type { Database } from './database.ts'
import type { Follow } from './types.ts'

import { isSamePage } from '../link/page-key.ts'

export const FOLLOWS = 'id, host'

/** Nobody follows more; what is more is refused, not forgotten. */
export const FOLLOWS_MOST = 200

/** All of them, by date, those without one last; then by when they were added. */
export async function listFollows(db: Database): Promise<Follow[]> {
  return (await db.follows.toArray()).toSorted(byDate)
}

function byDate(a: Follow, b: Follow): number {
  if (a.date !== b.date) return (a.date ?? '9999') < (b.date ?? '9999') ? -1 : 1
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)
}

export async function findFollow(db: Database, id: string): Promise<Follow | null> {
  return (await db.follows.get(id)) ?? null
}

/** Those that are looked at, unless they are paused. */
export async function followsOfHost(db: Database, host: string): Promise<Follow[]> {
  return (await db.follows.where('host').equals(host).toArray()).filter(({ retiredAt }) => retiredAt === null)
}

/** The follow of that page, however its address is written. */
export async function followOfPage(db: Database, url: string): Promise<Follow | null> {
  const host = URL.parse(url)?.host ?? ''
  const found = db.follows
    .where('host')
    .equals(host)
    .filter((follow) => isSamePage(follow.url, url))
  return (await found.first()) ?? null
}
