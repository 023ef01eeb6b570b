import { HonoRequest } from 'hono/request'
import { expect, test } from 'vitest'

import { clientAddress, ownAddress } from './client-address.ts'

function call(peer: string | null, headers: Record<string, string> = {}): HonoRequest {
  const request = new Request('http://vigie.example/', { headers })
  return new HonoRequest(peer === null ? request : Object.assign(request, { cf: { clientIp: peer } }))
}

const CLOUDFLARE = { 'cf-connecting-ip': '198.51.100.9' }
const LIAR = { 'x-forwarded-for': '1.2.3.4, 9.9.9.9' }
const BEHIND = { 'x-forwarded-for': '8.8.8.8, 127.0.0.1' }
const PROXY = { 'x-forwarded-for': '1.2.3.4, 198.51.100.9' }

test.each([
  ['Cloudflare names the caller', null, CLOUDFLARE, '198.51.100.9'],
  ['a connection from the internet speaks for itself', '9.9.9.9:4711', {}, '9.9.9.9'],
  ['whatever it claims', '9.9.9.9:4711', { ...CLOUDFLARE, ...PROXY }, '9.9.9.9'],
  ['by IPv6 too', '[2a00:1450::1]:4711', PROXY, '2a00:1450::1'],
  ['without a port', '2a00:1450::1', {}, '2a00:1450::1'],
  ['a proxy on this machine names the last that asked it', '127.0.0.1:4711', PROXY, '198.51.100.9'],
  ['a tunnel does so in its own header', '[::1]:4711', CLOUDFLARE, '198.51.100.9'],
  ['also behind another proxy here', '[::1]:4711', { ...CLOUDFLARE, ...BEHIND }, '198.51.100.9'],
  ['which a proxy lets through as anybody sent it', '127.0.0.1:4711', { ...CLOUDFLARE, ...LIAR }, '9.9.9.9'],
  ['somebody at home is at home', '192.168.1.5:4711', {}, '192.168.1.5'],
  ['nobody knows', null, {}, ''],
  ['nor here', 'unix', PROXY, '198.51.100.9'],
])('%s', (_what, peer, headers, address) => expect(clientAddress(call(peer, headers))).toBe(address))

test('whoever comes by a proxy that names nobody is not taken for everybody', () => {
  expect(ownAddress(call('127.0.0.1:4711'))).toBe('')
  expect(ownAddress(call('127.0.0.1:4711', LIAR))).toBe('9.9.9.9')
  expect(ownAddress(call('9.9.9.9:4711', CLOUDFLARE))).toBe('9.9.9.9')
})
