import type { HonoRequest } from 'hono'

import { isPublicIp, parseIp } from '../public-ip.ts'

/**
 * Where a call comes from. Cloudflare names it in a header; elsewhere the connection itself does, and a header is
 * believed only from a proxy on a private address: first of all what a proxy itself adds, for Cloudflare's header comes
 * through most of them as anybody sent it. Empty when nobody knows.
 */
export function clientAddress(request: HonoRequest): string {
  const peer = peerOf(request.raw)
  const [tunnel, added] = [request.header('cf-connecting-ip'), lastOf(request.header('x-forwarded-for'))]
  if (peer === null) return tunnel ?? added ?? ''
  if (isPublicIp(peer)) return peer
  return (added !== undefined && isPublicIp(added) ? added : (tunnel ?? added)) || peer
}

/** As `clientAddress`, where it tells callers apart; empty for those who may all come by the same proxy. */
export function ownAddress(request: HonoRequest): string {
  const address = clientAddress(request)
  return isPublicIp(address) ? address : ''
}

const lastOf = (list: string | undefined) => list?.split(',').at(-1)?.trim()

/** workerd tells the address of the other end, with its port. */
function peerOf({ cf }: Request): string | null {
  const said: unknown =
    cf === undefined ? undefined : Object.entries(cf).find(([name]) => name === 'clientIp')?.[1]
  if (typeof said !== 'string') return null
  const bare = /^\[([^\]]+)\]/.exec(said)?.[1] ?? said
  return parseIp(bare) ?? parseIp(bare.replace(/:\d+$/, ''))
}
