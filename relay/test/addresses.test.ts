import type { Page } from './door-kit.ts'
import type { Admin, Relay } from './harness.ts'

import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { EXPECTED_LINES, refusal, startPage } from './door-kit.ts'
import { startRelay } from './harness.ts'

let page: Page
let relay: Relay
let admin: Admin

beforeAll(async () => {
  page = await startPage()
  relay = await startRelay({
    browser: false,
    dns: {
      'inside.example': ['127.0.0.1'],
      'mixed.example': ['93.184.216.34', '10.0.0.1'],
      'six.example': ['::1'],
      'nowhere.example': [],
    },
  })
  admin = await relay.signIn()
})
afterAll(async () => {
  await relay.stop({ allow: EXPECTED_LINES })
  await page.stop()
})

async function refusals(url: string): Promise<string[]> {
  const body = JSON.stringify({ name: 'Essai', url })
  const old = JSON.stringify({ nom: 'Essai', url })
  return await Promise.all(
    [
      admin.fetch('/api/watches', { method: 'POST', body }),
      admin.fetch('/api/watches/try', { method: 'POST', body }),
      admin.fetch('/api/matches', { method: 'POST', body: old }),
    ].map(async (answer) => await refusal(await answer)),
  )
}

const everywhere = (code: string) => [`422 ${code}`, `422 ${code}`, `422 ${code}`]

test('this machine and its network cannot be watched under any spelling, and no request leaves', async () => {
  const { port } = new URL(page.url)
  for (const host of [
    '127.0.0.1',
    'localhost',
    'localhost.',
    'a.localhost',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '[fd00:ec2::254]',
    '[fe80::1]',
    'printer.local',
    'metadata.google.internal',
    'intranet',
  ])
    expect([host, await refusals(`http://${host}:${port}/x`)]).toEqual([host, everywhere('address-private')])
  expect(page.requests).toEqual([])
})

test('generated spellings of private addresses are refused, and no request leaves', async () => {
  const { port } = new URL(page.url)
  const byte = fc.integer({ min: 0, max: 255 })
  const inside = fc.tuple(fc.constantFrom(10, 127, 0), byte, byte, byte)
  await fc.assert(
    fc.asyncProperty(inside, fc.integer({ min: 0, max: 4 }), async ([a, b, c, d], form) => {
      const whole = ((a * 256 + b) * 256 + c) * 256 + d
      const hosts = [
        `${a}.${b}.${c}.${d}`,
        String(whole),
        `0x${whole.toString(16)}`,
        `[::ffff:${a}.${b}.${c}.${d}]`,
        `0${a.toString(8)}.0x${b.toString(16)}.${c * 256 + d}`,
      ]
      expect(await refusals(`http://${hosts[form]}:${port}/`)).toEqual(everywhere('address-private'))
    }),
    { numRuns: 40 },
  )
  expect(page.requests).toEqual([])
})

test('a name that leads inside is refused by what DNS answers, one that leads nowhere too', async () => {
  const { port } = new URL(page.url)
  expect(await refusals(`http://inside.example:${port}/`)).toEqual(everywhere('address-private'))
  expect(await refusals('https://mixed.example/')).toEqual(everywhere('address-private'))
  expect(await refusals('https://six.example/')).toEqual(everywhere('address-private'))
  expect(await refusals('https://nowhere.example/')).toEqual(everywhere('address-unresolved'))
  expect(page.requests).toEqual([])
})

test('other schemes, credentials, ports that are not of the web, and the relay itself are refused', async () => {
  expect(await refusals('ftp://club.example/')).toEqual(everywhere('address-scheme'))
  expect(await refusals('file:///etc/passwd')).toEqual(everywhere('address-scheme'))
  expect(await refusals('javascript:alert(1)')).toEqual(everywhere('address-scheme'))
  expect(await refusals('https://me:secret@club.example/')).toEqual(everywhere('address-credentials'))
  expect(await refusals('https://club.example:25/')).toEqual(everywhere('address-port'))
  expect(await refusals('nonsense')).toEqual(everywhere('address-invalid'))
  expect(await refusals(`${relay.url}/status.json`)).toEqual(everywhere('address-self'))
})

test('a watch cannot be moved to an address that could not have been added', async () => {
  const { port } = new URL(page.url)
  const env = { ALLOW_PRIVATE_HOSTS: page.host }
  const open = await startRelay({ browser: false, env })
  const other = await open.signIn()
  const body = JSON.stringify({ name: 'Club', url: page.url, checkSeconds: 3600 })
  const added = await (await other.fetch('/api/watches', { method: 'POST', body })).json()
  const move = (url: string) =>
    other.fetch(`/api/watches/${added.id}`, { method: 'PATCH', body: JSON.stringify({ url }) })
  expect(await refusal(await move(`http://localhost:${port}/`))).toBe('422 address-private')
  expect(await refusal(await move('http://10.0.0.1/'))).toBe('422 address-private')
  expect((await move(`${page.url}/other`)).status).toBe(200)
  await open.stop({ allow: EXPECTED_LINES })
})
