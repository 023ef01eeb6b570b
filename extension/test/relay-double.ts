import type { IncomingMessage, ServerResponse } from 'node:http'
import type { KeyAlgorithm } from '#core/signature.ts'
import type { PublicWatch } from '#core/status.ts'

import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

import { CLOCK_MS, KEY_SHAPES, readSigned, signedText } from '#core/signature.ts'

type Said = { status: number; body: unknown; headers?: Record<string, string> }
type Heard = { path: string; method: string; body: Record<string, unknown>; device: string | null }

/** A relay's contract, played on loopback for outcomes that are hard to reach with a real one. It checks signatures as that does. */
export type RelayDouble = {
  url: string
  watches: PublicWatch[]
  /** What `at` of the status is, epoch ms; the relay's own clock. */
  now: () => number
  /** Answers the next call of that path, once. */
  answerNext: (path: string, said: Said) => void
  /** What polls of a pairing answer. */
  pairing: unknown
  /** Codes of reports that are refused. */
  refuse: Map<string, string>
  heard: Heard[]
  status: { asked: number; unchanged: number }
  stop: () => Promise<void>
}

type Device = { algorithm: KeyAlgorithm; key: string }

/** What it remembers of one browser. */
type Memory = { device: Device | null; nonces: Set<string>; next: Map<string, Said[]> }

export async function startRelayDouble(now: () => number): Promise<RelayDouble> {
  const memory: Memory = { device: null, nonces: new Set(), next: new Map() }
  const server = createServer((request, response) => {
    void answer(double, memory, request).then((said) => send(response, said, double.now()))
  })
  const double: RelayDouble = {
    url: '',
    watches: [],
    now,
    pairing: { state: 'pending' },
    refuse: new Map(),
    heard: [],
    status: { asked: 0, unchanged: 0 },
    answerNext: (path, said) => void memory.next.set(path, [...(memory.next.get(path) ?? []), said]),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  double.url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  return double
}

async function answer(double: RelayDouble, memory: Memory, request: IncomingMessage): Promise<Said> {
  const { url: path = '/', method = '', headers } = request
  const body = await text(request)
  const signed = await check(double, memory, { method, path, body, headers })
  const parsed: unknown = body === '' ? {} : JSON.parse(body)
  const said: Record<string, unknown> = Object(parsed)
  double.heard.push({ path, method, body: said, device: signed.device })
  const queued = memory.next.get(path)?.shift()
  if (queued !== undefined) return queued
  if (path === '/status.json') return statusFor(double, headers['if-none-match'] ?? null)
  if (path.startsWith('/api/reporters/pair')) return pair(double, memory, { path, said })
  if (path === '/api/push-key') return { status: 200, body: { key: 'BPushKey' } }
  if (path === '/api/subscriptions')
    return { status: 201, body: { state: 'active', token: 'abcdefghijklmnopqrstuv' } }
  if (path.startsWith('/api/subscriptions/')) return { status: 200, body: { success: true } }
  if (signed.problem !== null) return { status: 401, body: { error: { code: signed.problem, message: '' } } }
  if (path === '/api/reporters/me/key') memory.device = readDevice(said['publicKey'])
  return { status: 200, body: path === '/api/observations' ? take(double, said) : { success: true } }
}

const readDevice = (given: unknown): Device => Object(given)

function pair(
  double: RelayDouble,
  memory: Memory,
  { path, said }: { path: string; said: Record<string, unknown> },
): Said {
  if (path.endsWith('/poll')) return { status: 200, body: double.pairing }
  memory.device = readDevice(said['publicKey'])
  return {
    status: 201,
    body: {
      deviceCode: 'secret-device-code',
      userCode: 'BCDF-GHJK',
      expiresAt: double.now() + 600_000,
      intervalSeconds: 5,
      approveUrl: `${double.url}/admin.html#/devices?code=BCDF-GHJK`,
    },
  }
}

function take(double: RelayDouble, said: Record<string, unknown>): unknown {
  const results = idsOf(said).map((id) => {
    const why = double.refuse.get(id)
    return why === undefined ? { id, outcome: 'noted' } : { id, outcome: 'refused', why }
  })
  return { results }
}

/** Ids of the reports in a body, in their order. */
export function idsOf(said: Record<string, unknown>): string[] {
  const reports: unknown = said['reports']
  return Array.isArray(reports) ? reports.map((one: unknown) => String(Object(one).id)) : []
}

type Asked = { method: string; path: string; body: string; headers: IncomingMessage['headers'] }

const bytes = (given: string) => Buffer.from(given, 'base64url')

async function check(
  double: RelayDouble,
  { device, nonces }: Memory,
  { method, path, body, headers }: Asked,
): Promise<{ device: string | null; problem: string | null }> {
  const signed = readSigned((name) => [headers[name]].flat()[0] ?? null)
  if ('wrong' in signed) return { device: null, problem: 'unsigned' }
  const refuse = (problem: string) => ({ device: signed.device, problem })
  if (Math.abs(signed.time - double.now()) > CLOCK_MS) return refuse('clock')
  if (nonces.has(signed.nonce)) return refuse('replayed')
  nonces.add(signed.nonce)
  if (device === null) return refuse('unknown-device')
  const { import: how, sign } = KEY_SHAPES[device.algorithm]
  const key = await crypto.subtle.importKey('raw', bytes(device.key), how, false, ['verify'])
  const bodyHash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(body))).toString('hex')
  const said = signedText({ ...signed, method, path, bodyHash })
  const isGood = await crypto.subtle.verify(sign, key, bytes(signed.signature), Buffer.from(said))
  return isGood ? { device: signed.device, problem: null } : refuse('wrong-signature')
}

function statusFor(double: RelayDouble, known: string | null): Said {
  const { watches, status } = double
  const etag = `"${JSON.stringify(watches).length}-${watches.map(({ checks }) => checks).join('-')}"`
  status.asked += 1
  if (known === etag) {
    status.unchanged += 1
    return { status: 304, body: null }
  }
  const totals = { checks: 0, alerts: 0, availabilityRate: 0, watches: watches.length }
  return { status: 200, headers: { etag }, body: { at: double.now(), version: '0.1.0', watches, totals } }
}

function send(response: ServerResponse, { status, body, headers = {} }: Said, now: number): void {
  response.sendDate = false
  response.writeHead(status, {
    'content-type': 'application/json',
    date: new Date(now).toUTCString(),
    ...headers,
  })
  response.end(status === 304 ? undefined : typeof body === 'string' ? body : JSON.stringify(body))
}
