import type { Follow } from '../../db/types.ts'
import type { Offer } from '#core/verdict.ts'

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * Where a click on an alert leads: the offer's own address when all have one and the same, else the followed page.
 * Pages and relays write these addresses: only the followed host is opened, by https or on this machine; `null` for all
 * else.
 */
export function placeOf(follow: Pick<Follow, 'url' | 'host'>, offers: readonly Offer[] = []): string | null {
  const own = new Set(offers.map(({ url }) => url ?? ''))
  const [only = ''] = own
  return (own.size === 1 ? allowed(only, follow.host) : null) ?? allowed(follow.url, follow.host)
}

function allowed(address: string, host: string): string | null {
  const url = address.length <= 2048 ? URL.parse(address) : null
  if (url === null || url.host !== host || url.username !== '' || url.password !== '') return null
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname))
  return isSafe ? url.href : null
}
