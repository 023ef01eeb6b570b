import type { Totals } from '#core/status.ts'
import type { Context } from '../context.ts'
import type { Release } from './read-releases.ts'
import type { Analytics } from './analytics.ts'

import { readAnalytics } from './analytics.ts'
import { readReleases } from './read-releases.ts'
import { readStatus } from './read-status.ts'

export type Stats = { at: number; totals: Totals; releases: Release[]; analytics: Analytics }

/** What the admin's overview shows: totals, the last releases, the site's visitors. */
export async function readStats(context: Context): Promise<Stats> {
  const [status, releases, analytics] = await Promise.all([
    readStatus(context),
    readReleases(context, { watchId: undefined, limit: 100, admin: true }),
    readAnalytics(context),
  ])
  return { at: status.at, totals: status.totals, releases: releases ?? [], analytics }
}
