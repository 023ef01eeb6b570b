import type { Dashboard } from '#relay/client.ts'

type Host = Pick<Dashboard['hosts'][number], 'watches' | 'blind' | 'paused'>
type Sight = 'blind' | 'paused' | 'seeing'

/** How a site is seen now: where every watch is paused nobody looks, and that is no sight. Pure. */
export function sightNow({ watches, blind, paused }: Host): Sight {
  if (blind > 0) return 'blind'
  return paused === watches ? 'paused' : 'seeing'
}

/** The same of all sites together; `partly`: all that is looked at is seen, and something is paused. Pure. */
export function sightOfAll(hosts: readonly Host[]): Sight | 'partly' | 'nowhere' {
  if (hosts.length === 0) return 'nowhere'
  const sights = new Set(hosts.map(sightNow))
  if (sights.has('blind')) return 'blind'
  if (!sights.has('seeing')) return 'paused'
  return hosts.some(({ paused }) => paused > 0) ? 'partly' : 'seeing'
}
