import type { ReportBody, ReportedVerdict } from '#core/reporter.ts'
import type { KeyAlgorithm, PublicKey } from '#core/signature.ts'
import type { Admin } from './harness.ts'

import { createHash, randomBytes, randomUUID, webcrypto } from 'node:crypto'

import { KEY_SHAPES, SIGNED_HEADERS, signedText } from '#core/signature.ts'

/** People's browsers, played: each with a key of its own, asking the relay as the extension does. */

export type Key = { public: PublicKey; sign: (text: string) => Promise<string> }

export async function makeKey(algorithm: KeyAlgorithm = 'Ed25519'): Promise<Key> {
  const shape = KEY_SHAPES[algorithm]
  const pair = await webcrypto.subtle.generateKey(shape.import, false, ['sign', 'verify'])
  if (!('publicKey' in pair)) throw new Error('a pair of keys')
  const raw = await webcrypto.subtle.exportKey('raw', pair.publicKey)
  return {
    public: { algorithm, key: Buffer.from(raw).toString('base64url') },
    sign: async (text) =>
      Buffer.from(await webcrypto.subtle.sign(shape.sign, pair.privateKey, Buffer.from(text))).toString(
        'base64url',
      ),
  }
}

export type Pairing = {
  deviceCode: string
  userCode: string
  expiresAt: number
  intervalSeconds: number
  approveUrl: string
}

const JSON_TYPE = { 'content-type': 'application/json' }

/** One call from somewhere: `address` is what a proxy on this machine says of the caller. */
export function post(url: string, body: unknown, address = '203.0.113.7'): Promise<Response> {
  const headers = { ...JSON_TYPE, 'cf-connecting-ip': address }
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
}

export async function beginPairing(
  relayUrl: string,
  key: PublicKey,
  { label = 'Firefox du salon', address = '203.0.113.7' } = {},
): Promise<Pairing> {
  const answer = await post(
    `${relayUrl}/api/reporters/pair`,
    { publicKey: key, label, version: '1.2.3' },
    address,
  )
  if (answer.status !== 201) throw new Error(`pairing: ${answer.status} ${await answer.text()}`)
  return await answer.json()
}

export type Device = {
  id: string
  key: Key
  /** A signed call; what is given over is put in the place of what the device would say. */
  call: (path: string, more?: Forged & { method?: string; body?: unknown }) => Promise<Response>
  /** Reports, and what became of each. */
  report: (...reports: ReportBody[]) => Promise<{ id: string; outcome: string; why?: string }[]>
}

type Forged = {
  time?: number
  nonce?: string
  device?: string
  /** Signed instead of the true ones. */
  signed?: { method?: string; path?: string; body?: string }
  headers?: Record<string, string>
  key?: Key
  address?: string
}

type PairOptions = { owner?: string; own?: boolean; address?: string; algorithm?: KeyAlgorithm }

/** A device that the operator let in. */
export async function pairDevice(
  relayUrl: string,
  admin: Admin,
  { owner = 'Jeanne', own = false, address = '203.0.113.7', algorithm = 'Ed25519' }: PairOptions = {},
): Promise<Device> {
  const key = await makeKey(algorithm)
  const { userCode, deviceCode } = await beginPairing(relayUrl, key.public, { address })
  const body = JSON.stringify({ approve: true, owner, own })
  const approved = await admin.fetch(`/api/reporters/pairings/${userCode}`, { method: 'POST', body })
  if (approved.status !== 200) throw new Error(`approving: ${approved.status} ${await approved.text()}`)
  const polled = await post(`${relayUrl}/api/reporters/pair/poll`, { deviceCode })
  const { device }: { device: string } = await polled.json()
  return makeDevice(relayUrl, { id: device, key, address })
}

export function makeDevice(
  relayUrl: string,
  { id, key, address }: { id: string; key: Key; address: string },
): Device {
  const call: Device['call'] = async (path, more = {}) => {
    const { method = 'POST', time = Date.now(), nonce = freshNonce(), device = id, signed = {} } = more
    const sent = more.body === undefined ? '' : JSON.stringify(more.body)
    const text = signedText({
      method: signed.method ?? method,
      path: signed.path ?? path,
      device,
      time,
      nonce,
      bodyHash: createHash('sha256')
        .update(signed.body ?? sent)
        .digest('hex'),
    })
    const headers = {
      ...(sent === '' ? {} : JSON_TYPE),
      'cf-connecting-ip': more.address ?? address,
      [SIGNED_HEADERS.device]: device,
      [SIGNED_HEADERS.time]: String(time),
      [SIGNED_HEADERS.nonce]: nonce,
      [SIGNED_HEADERS.signature]: await (more.key ?? key).sign(text),
      ...more.headers,
    }
    return await fetch(`${relayUrl}${path}`, { method, headers, ...(sent === '' ? {} : { body: sent }) })
  }
  const report: Device['report'] = async (...reports) => {
    const answer = await call('/api/observations', { body: { reports } })
    if (answer.status !== 200) throw new Error(`reporting: ${answer.status} ${await answer.text()}`)
    const { results }: { results: { id: string; outcome: string; why?: string }[] } = await answer.json()
    return results
  }
  return { id, key, call, report }
}

export const freshNonce = () => randomBytes(16).toString('base64url')

export const SEAT: ReportedVerdict = { state: 'available', count: 1, prints: ['00112233445566ff'] }

export function reportOf(watchId: string, more: Partial<ReportBody> = {}): ReportBody {
  return {
    id: randomUUID(),
    watchId,
    at: Date.now() - 50,
    verdict: SEAT,
    rung: 'page',
    evidence: null,
    version: '1.2.3',
    ...more,
  }
}
