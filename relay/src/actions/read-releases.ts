import type { Context } from '../context.ts'
import type { Outcomes } from '../store/answers.ts'
import type { Release as StoredRelease } from '../store/releases.ts'

/** With how many of those who were told gave each answer, without names. */
export type Release = StoredRelease & { outcomes: Outcomes }

import { noOutcomes, readOutcomes } from '../store/answers.ts'
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
  if (!query.admin)
    return await withOutcomes(
      DB,
      releases.filter((release) => shown.has(release.watchId)).slice(0, query.limit),
    )
  const isKnown = watchId === undefined || shown.has(watchId) || releases.length > 0
  return isKnown ? await withOutcomes(DB, releases) : null
}

async function withOutcomes(db: D1Database, releases: readonly StoredRelease[]): Promise<Release[]> {
  const outcomes = await readOutcomes(
    db,
    releases.map(({ id }) => id),
  )
  return releases.map((release) =>
    Object.assign(release, { outcomes: outcomes.get(release.id) ?? noOutcomes() }),
  )
}
