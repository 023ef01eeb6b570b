import type { Database } from './database.ts'
import type { HostRest } from './types.ts'

export const HOSTS = 'host'

/** A site that asked for nothing yet. */
export function newHost(host: string): HostRest {
  return { host, nextAt: 0, strikes: 0, restingUntil: null, why: null, busyUntil: null }
}

export async function readHost(db: Database, host: string): Promise<HostRest> {
  return (await db.hosts.get(host)) ?? newHost(host)
}

/** Forgets sites where nothing is followed any more and that no longer rest. */
export async function pruneHosts(db: Database, now: number): Promise<void> {
  await db.transaction('rw', [db.follows, db.hosts], async () => {
    const followed = new Set((await db.follows.toArray()).map(({ host }) => host))
    const old = (await db.hosts.toArray()).filter(
      ({ host, restingUntil, nextAt }) => !followed.has(host) && (restingUntil ?? nextAt) < now,
    )
    if (old.length > 0) await db.hosts.bulkDelete(old.map(({ host }) => host))
  })
}
