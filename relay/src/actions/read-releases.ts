import type { Context } from '../context.ts'
import type { Release } from '../store/releases.ts'

export type { Release }

import { listReleases } from '../store/releases.ts'
import { listWatches } from '../store/watches.ts'

const READ_MOST = 1000

/** Newest first. For everybody but the admin: of public watches only. `null` when the watch is not known. */
export async function readReleases(
  context: Context,
  query: { watchId: string | undefined; limit: number; admin: boolean },
): Promise<Release[] | null> {
  const { DB } = context.env
  const watches = await listWatches(DB)
  const shown = new Set(watches.filter((watch) => query.admin || watch.public).map((watch) => watch.id))
  const { watchId } = query
  if (watchId !== undefined && !query.admin && !shown.has(watchId)) return null
  const limit = query.admin ? query.limit : READ_MOST
  const releases = await listReleases(DB, { watchId, limit })
  if (query.admin) return watchId === undefined || shown.has(watchId) || releases.length > 0 ? releases : null
  return releases.filter((release) => shown.has(release.watchId)).slice(0, query.limit)
}
