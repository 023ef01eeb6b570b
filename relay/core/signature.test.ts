import type { SignedRequest } from './signature.ts'

import { describe, expect, test } from 'vitest'

import { CLOCK_MS, isTimely, readSigned, SIGNED_HEADERS, signedText } from './signature.ts'

const REQUEST: SignedRequest = {
  method: 'post',
  path: '/api/observations',
  device: 'd-1',
  time: 1_795_000_000_000,
  nonce: 'AAAAAAAAAAAAAAAAAAAAAA',
  bodyHash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
}

const HEADERS = {
  'x-vigie-device': 'd-1',
  'x-vigie-time': '1795000000000',
  'x-vigie-nonce': 'AAAAAAAAAAAAAAAAAAAAAA',
  'x-vigie-signature': 'B'.repeat(86),
}

const from = (headers: Record<string, string>) => (name: string) => headers[name] ?? null

describe('what is signed', () => {
  test('is every part of the request, a line each', () => {
    expect(signedText(REQUEST)).toBe(
      [
        'vigie1',
        'POST',
        '/api/observations',
        'd-1',
        '1795000000000',
        'AAAAAAAAAAAAAAAAAAAAAA',
        'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      ].join('\n'),
    )
  })

  test.each([
    ['method', { method: 'DELETE' }],
    ['path', { path: '/api/observations?' }],
    ['device', { device: 'd-2' }],
    ['time', { time: REQUEST.time + 1 }],
    ['nonce', { nonce: 'BAAAAAAAAAAAAAAAAAAAAA' }],
    ['body', { bodyHash: '0'.repeat(64) }],
  ])('is another text with another %s', (_part, change) => {
    expect(signedText({ ...REQUEST, ...change })).not.toBe(signedText(REQUEST))
  })
})

describe('headers', () => {
  test('are read as they were written', () => {
    expect(readSigned(from(HEADERS))).toStrictEqual({
      device: 'd-1',
      time: 1_795_000_000_000,
      nonce: HEADERS['x-vigie-nonce'],
      signature: HEADERS['x-vigie-signature'],
    })
  })

  test.each(Object.values(SIGNED_HEADERS))('without %s the request is none', (name) => {
    expect(readSigned(from({ ...HEADERS, [name]: '' }))).toStrictEqual({ wrong: name })
    const { [name]: _left, ...rest } = HEADERS
    expect(readSigned(from(rest))).toStrictEqual({ wrong: name })
  })

  test.each([
    ['x-vigie-device', 'd 1'],
    ['x-vigie-device', `d\n1`],
    ['x-vigie-device', 'd'.repeat(65)],
    ['x-vigie-time', '1e3'],
    ['x-vigie-time', '-5'],
    ['x-vigie-time', '0123'],
    ['x-vigie-nonce', 'A'.repeat(21)],
    ['x-vigie-nonce', `${'A'.repeat(20)}==`],
    ['x-vigie-signature', `${'A'.repeat(85)}+`],
  ])('%s: %j is malformed', (name, value) => {
    expect(readSigned(from({ ...HEADERS, [name]: value }))).toStrictEqual({ wrong: name })
  })
})

test('a request is heard five minutes around its time, and no longer', () => {
  expect([-CLOCK_MS, 0, CLOCK_MS].map((off) => isTimely(1e12 + off, 1e12))).toStrictEqual([true, true, true])
  expect([-CLOCK_MS - 1, CLOCK_MS + 1].map((off) => isTimely(1e12 + off, 1e12))).toStrictEqual([false, false])
})
