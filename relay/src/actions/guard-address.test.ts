import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Context } from '../context.ts'
import type { Env } from '../env.ts'

import { readConfig } from '../config.ts'
import { makeContext } from '../context.ts'
import { guardAddress, guardAddressSync } from './guard-address.ts'

const { config } = readConfig({
  PUBLIC_URL: 'https://vigie.example.org',
  ALLOW_PRIVATE_HOSTS: 'localhost:4711,127.0.0.1:8080,10.9.8.7:80',
})
const code = (url: string) => guardAddressSync(config, url)?.code ?? null

test('public pages may be watched', () => {
  for (const url of [
    'https://billetterie.psg.fr/fr/catalogue/match',
    'http://example.com',
    'https://example.com.:8443/a?b#c',
    'https://93.184.216.34/',
    'https://[2606:2800:220:1:248:1893:25c8:1946]/',
    'https://[::ffff:93.184.216.34]/',
    'https://[64:ff9b::93.184.216.34]/',
    'https://münchen.example.com/',
  ])
    expect([url, code(url)]).toEqual([url, null])
})

test('each refusal has its own code', () => {
  expect(code('not an address')).toBe('address-invalid')
  expect(code('/relative')).toBe('address-invalid')
  expect(code('ftp://example.com/')).toBe('address-scheme')
  expect(code('file:///etc/passwd')).toBe('address-scheme')
  expect(code('javascript:alert(1)')).toBe('address-scheme')
  expect(code('https://user:pass@example.com/')).toBe('address-credentials')
  expect(code('https://user@example.com/')).toBe('address-credentials')
  expect(code('https://example.com:22/')).toBe('address-port')
  expect(code('https://vigie.example.org/status')).toBe('address-self')
  expect(code(`https://example.com/${'a'.repeat(2048)}`)).toBe('address-long')
  expect(code('https://a..example.com/')).toBe('address-invalid')
})

test('private networks are refused by number and by name', () => {
  for (const host of [
    'localhost',
    'localhost.',
    'LOCALHOST',
    'a.localhost',
    'printer.local',
    'metadata.google.internal',
    'router.home.arpa',
    'intranet',
    '127.0.0.1',
    '127.0.0.1.',
    '127.1',
    '0',
    '0.0.0.0',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '0x7f.1',
    '①②⑦.0.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '[::]',
    '[::1]',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '[fec0::1]',
    '[ff02::1]',
    '[::127.0.0.1]',
    '[::ffff:7f00:1]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::1]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b:1::1]',
    '[2001:db8::1]',
    '[100::1]',
    '[4000::1]',
  ])
    expect([host, code(`http://${host}/`)]).toEqual([host, 'address-private'])
})

test('an exception is one host and one port', () => {
  expect(code('http://localhost:4711/match/1')).toBeNull()
  expect(code('http://10.9.8.7/')).toBeNull()
  expect(code('http://127.1:8080/')).toBeNull()
  expect(code('http://localhost:4712/')).toBe('address-private')
  expect(code('https://10.9.8.7/')).toBe('address-private')
  expect(code('http://a.localhost:4711/')).toBe('address-private')
})

const byte = fc.integer({ min: 0, max: 255 })
const privateV4 = fc.oneof(
  fc.tuple(fc.constantFrom(0, 10, 127), byte, byte, byte),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
  fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
  fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
  fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte),
)
type Bytes = readonly [number, number, number, number]
const whole = ([a, b, c, d]: Bytes) => ((a * 256 + b) * 256 + c) * 256 + d
const hex = (value: number) => value.toString(16)
const groups = ([a, b, c, d]: Bytes) => `${hex(a * 256 + b)}:${hex(c * 256 + d)}`
const spellings: ((bytes: Bytes) => string)[] = [
  (bytes) => bytes.join('.'),
  (bytes) => `${bytes.join('.')}.`,
  (bytes) => String(whole(bytes)),
  (bytes) => `0x${hex(whole(bytes))}`,
  (bytes) => `0${whole(bytes).toString(8)}`,
  (bytes) => bytes.map((part) => `0${part.toString(8)}`).join('.'),
  (bytes) => bytes.map((part) => `0x${hex(part)}`).join('.'),
  ([a, b, c, d]) => `${a}.${b}.${c * 256 + d}`,
  ([a, b, c, d]) => `${a}.${(b * 256 + c) * 256 + d}`,
  (bytes) => bytes.join('.').replaceAll('.', '%2e'),
  (bytes) => bytes.join('。'),
  (bytes) => `[::ffff:${bytes.join('.')}]`,
  (bytes) => `[0:0:0:0:0:ffff:${groups(bytes)}]`,
  (bytes) => `[::${groups(bytes)}]`,
  (bytes) => `[2002:${groups(bytes)}::1]`,
  (bytes) => `[64:ff9b::${groups(bytes)}]`,
  (bytes) => `[2001:0:${groups(bytes)}::1]`,
]

test('no spelling of a private IPv4 address gets through', () => {
  fc.assert(
    fc.property(
      privateV4,
      fc.constantFrom(...spellings),
      fc.constantFrom('http', 'https'),
      (bytes, spell, scheme) => {
        expect(code(`${scheme}://${spell(bytes)}/`)).toBe('address-private')
      },
    ),
    { numRuns: 2000 },
  )
})

test('no private IPv6 address gets through', () => {
  const group = fc.integer({ min: 0, max: 0xffff })
  const head = fc.oneof(
    fc.integer({ min: 0xfc00, max: 0xffff }),
    fc.integer({ min: 0x4000, max: 0xfbff }),
    fc.integer({ min: 0, max: 0x63 }),
  )
  fc.assert(
    fc.property(head, fc.array(group, { minLength: 7, maxLength: 7 }), (first, rest) => {
      expect(code(`http://[${[first, ...rest].map(hex).join(':')}]/`)).toBe('address-private')
    }),
  )
})

test('whatever is given, the answer is a refusal or a public address', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.string({ unit: 'binary' })), (text) => {
      const refusal = guardAddressSync(config, text)
      if (refusal !== null) expect(refusal.code).toMatch(/^address-/)
      else expect(new URL(text).protocol).toMatch(/^https?:$/)
    }),
  )
})

type Zone = Record<string, { A?: string[]; AAAA?: string[]; status?: number } | 'down'>

function withDns(zone: Zone, asked: string[] = []): Context {
  const resolver = {
    fetch: (url: string) => {
      const query = new URL(url).searchParams
      const [name, type] = [query.get('name') ?? '', query.get('type')]
      asked.push(`${name} ${type}`)
      const entry = zone[name]
      if (entry === 'down') return Promise.reject(new Error('no network'))
      const data = (type === 'A' ? entry?.A : entry?.AAAA) ?? []
      const Answer = data.map((value) => ({ name, type: type === 'A' ? 1 : 28, TTL: 60, data: value }))
      return Promise.resolve(Response.json({ Status: entry === undefined ? 3 : (entry.status ?? 0), Answer }))
    },
  }
  const env: Env = Object.assign(Object.create(null), { RESOLVER: resolver })
  return { ...makeContext(env), config }
}

test('a name that leads to a private address is refused, and the address named', async () => {
  const context = withDns({
    'one.example': { A: ['93.184.216.34', '10.0.0.5'] },
    'six.example': { A: ['93.184.216.34'], AAAA: ['fd00::1'] },
    'fine.example': { A: ['93.184.216.34'], AAAA: ['2606:2800:220:1::1'] },
  })
  expect(await guardAddress(context, 'https://one.example/')).toEqual({
    code: 'address-private',
    message: 'one.example leads to 10.0.0.5, which is not a public address.',
  })
  expect((await guardAddress(context, 'https://six.example/'))?.code).toBe('address-private')
  expect(await guardAddress(context, 'https://fine.example/')).toBeNull()
})

test('a name that does not exist is refused; a resolver that is down refuses nothing', async () => {
  const context = withDns({ 'down.example': 'down', 'broken.example': { status: 2 } })
  expect((await guardAddress(context, 'https://nowhere.example/'))?.code).toBe('address-unresolved')
  expect(await guardAddress(context, 'https://down.example/')).toBeNull()
  expect(await guardAddress(context, 'https://broken.example/')).toBeNull()
})

test('a name is asked once a minute, and never when the text alone decides', async () => {
  const asked: string[] = []
  const context = withDns({ 'kept.example': { A: ['93.184.216.34'] } }, asked)
  await guardAddress(context, 'https://kept.example/a')
  await guardAddress(context, 'https://kept.example/b')
  await guardAddress(context, 'https://127.0.0.1/')
  await guardAddress(context, 'http://localhost:4711/')
  expect(asked.sort()).toEqual(['kept.example A', 'kept.example AAAA'])
})
