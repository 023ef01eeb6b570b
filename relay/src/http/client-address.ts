import type { HonoRequest } from 'hono'

import { isPublicIp, parseIp } from '../public-ip.ts'

/**
 * Where a call comes from. Cloudflare names it in a header; elsewhere the connection itself does, and a header is
 * believed only from a proxy on a private address. Empty when nobody knows.
 */
export function clientAddress(request: HonoRequest): string {
  const named = request.header('cf-connecting-ip') ?? lastOf(request.header('x-forwarded-for')) ?? ''
  const peer = peerOf(request.raw)
  if (peer === null) return named
  return isPublicIp(peer) || named === '' ? peer : named
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
