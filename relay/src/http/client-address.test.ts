import { HonoRequest } from 'hono/request'
import { expect, test } from 'vitest'

import { clientAddress } from './client-address.ts'

function from(peer: string | null, headers: Record<string, string> = {}): string {
  const request = new Request('http://vigie.example/', { headers })
  return clientAddress(
    new HonoRequest(peer === null ? request : Object.assign(request, { cf: { clientIp: peer } })),
  )
}

const CLOUDFLARE = { 'cf-connecting-ip': '198.51.100.9' }
const PROXY = { 'x-forwarded-for': '1.2.3.4, 198.51.100.9' }

test.each([
  ['Cloudflare names the caller', null, CLOUDFLARE, '198.51.100.9'],
  ['a connection from the internet speaks for itself', '9.9.9.9:4711', {}, '9.9.9.9'],
  ['whatever it claims', '9.9.9.9:4711', { ...CLOUDFLARE, ...PROXY }, '9.9.9.9'],
  ['by IPv6 too', '[2a00:1450::1]:4711', PROXY, '2a00:1450::1'],
  ['without a port', '2a00:1450::1', {}, '2a00:1450::1'],
  ['a proxy on this machine names the last that asked it', '127.0.0.1:4711', PROXY, '198.51.100.9'],
  ['a tunnel does so in its own header', '[::1]:4711', CLOUDFLARE, '198.51.100.9'],
  ['somebody at home is at home', '192.168.1.5:4711', {}, '192.168.1.5'],
  ['nobody knows', null, {}, ''],
  ['nor here', 'unix', PROXY, '198.51.100.9'],
])('%s', (_what, peer, headers, address) => expect(from(peer, headers)).toBe(address))
