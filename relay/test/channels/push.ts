import type { KeyObject } from 'node:crypto'
import type { Identity } from './certificate.ts'
import type { Asked, End } from './end.ts'

import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto'

import { startEnd } from './end.ts'

const PATH = '/send/fakeSubscriptionForTests:APA91bFakeFakeFake'

export type FakePush = End & {
  /** A browser's subscription. Without an identity, `io.fetch` is to lead there by `toLoopback`. */
  address: string
  keys: { p256dh: string; auth: string }
  toLoopback: (url: string) => string
  /** What the browser would show: the body, opened with the subscription's own keys. */
  open: (asked: Asked) => Record<string, unknown>
  /** What the token that came with a message says; throws when it was not signed by the key that came with it. */
  readToken: (asked: Asked) => { claims: Record<string, unknown>; key: string }
}

const HOST = 'https://push.example'

/** A push service as RFC 8030 and 8292 describe it, with one browser that has subscribed. */
export async function startPush(identity?: Identity): Promise<FakePush> {
  const browser = createECDH('prime256v1')
  browser.generateKeys()
  const auth = randomBytes(16)
  const keys = { p256dh: browser.getPublicKey('base64url'), auth: auth.toString('base64url') }
  const end = await startEnd((asked) => {
    if (asked.method === 'GET') return { status: 404 }
    if (asked.path !== PATH) return { status: 410, body: { errno: 106, message: 'Gone' } }
    if (asked.headers['content-encoding'] !== 'aes128gcm') return { status: 415 }
    if (asked.body.length > 4096) return { status: 413 }
    if (!/^\d+$/.test(String(asked.headers.ttl))) return { status: 400, body: 'TTL' }
    try {
      readToken(asked)
    } catch {
      return { status: 401, body: { errno: 109, message: 'Unauthorized' } }
    }
    return { status: 201, headers: { location: `${HOST}/message/1` } }
  }, identity)
  return Object.assign(end, {
    address: (identity === undefined ? HOST : end.url) + PATH,
    keys,
    toLoopback: (url: string) => url.replace(HOST, end.url),
    open: ({ body }: Asked) => open(body, browser, auth),
    readToken,
  })
}

/** RFC 8188 and 8291: one record, padded. */
function open(
  body: Uint8Array,
  browser: ReturnType<typeof createECDH>,
  auth: Buffer,
): Record<string, unknown> {
  const salt = body.subarray(0, 16)
  const size = body[20] ?? 0
  const theirs = body.subarray(21, 21 + size)
  const sealed = body.subarray(21 + size)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), theirs])
  const ikm = Buffer.from(hkdfSync('sha256', browser.computeSecret(theirs), auth, info, 32))
  const key = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16))
  const nonce = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12))
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  const end = plain.lastIndexOf(2)
  const value: unknown = JSON.parse(plain.subarray(0, end).toString())
  return Object(value)
}

/** RFC 8292: `vapid t=<token>, k=<public key>`. */
function readToken({ headers }: Asked): { claims: Record<string, unknown>; key: string } {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? []
  const [head = '', claims = '', mark = ''] = token.split('.')
  const isSigned = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey(key), dsaEncoding: 'ieee-p1363' },
    Buffer.from(mark, 'base64url'),
  )
  if (!isSigned) throw new Error('not signed by the key that came with it')
  const value: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString())
  return { claims: Object(value), key }
}

function publicKey(key: string): KeyObject {
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  return createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' } })
}
