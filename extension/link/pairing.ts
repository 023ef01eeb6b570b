import type { Environment, RelayProblem } from '../environment.ts'
import type { Answer } from './call.ts'
import type { KeptLink, KeptPairing } from './kept-link.ts'

import { deviceKeyOf } from '../db/device-keys.ts'
import { readAddress } from '../models/address.ts'
import { publish } from '../background/snapshot.ts'
import { makeTurns } from '../background/turns.ts'
import { readPairAsked, readPairPolled } from './answers.ts'
import { call, problemOf } from './call.ts'
import { fingerprintOf, makeKey } from './device-key.ts'
import { changeLink, readAnyLink, readKeptLink } from './kept-link.ts'
import { deviceLabel } from './device-label.ts'
import { isResting } from './rest.ts'

/** Its alarm outlives the worker, and the popup that asked. */
export const PAIR_ALARM = 'pair'
const ALARM_MINUTES = 0.5
const WAIT_MOST_MS = 60_000
export const KEY_MS = 90 * 24 * 3_600_000

/** Pairing is changed by one at a time. */
const inTurn = makeTurns()

type Pending = Extract<KeptPairing, { state: 'pending' }>

/**
 * Asks a relay to take this browser: makes a key, keeps what the relay's owner is to approve, and waits by alarm. A
 * pairing that stood before is given up first. The answer is told in the link's state.
 */
export function startPairing(
  env: Environment,
  relay: string,
): Promise<{ done: boolean; problem: RelayProblem | null }> {
  return inTurn(async () => {
    const read = readAddress(relay)
    if (!read.ok) return { done: false, problem: { kind: 'unreadable' } }
    const origin = read.address
    const before = await readAnyLink(env)
    if (before !== null) await giveUp(env, before.origin)
    const key = await makeKey()
    const label = deviceLabel(env.runtime.browser)
    const answer = await call(env, origin, {
      method: 'POST',
      path: '/api/reporters/pair',
      body: {
        publicKey: { algorithm: key.algorithm, key: key.publicKey },
        label,
        version: env.runtime.version,
      },
    })
    const asked = answer.kind === 'ok' ? readPairAsked(answer.body) : undefined
    if (asked === undefined || !isFit(asked.approveUrl)) return { done: false, problem: problemOf(answer) }
    const now = env.clock.now()
    const db = await env.db()
    await db.deviceKeys.put({
      relay: origin,
      ...key,
      device: null,
      scopes: [],
      createdAt: now,
      pairedAt: null,
    })
    const { userCode, approveUrl, deviceCode } = asked
    const intervalMs = asked.intervalSeconds * 1000
    // The relay's clock counts the time; how long it is told is what this browser waits.
    const expiresAt = now + lifeOf(asked.expiresAt, answer, now)
    await changeLink(env, origin, {
      pairing: {
        state: 'pending',
        userCode,
        approveUrl,
        fingerprint: await fingerprintOf(key.publicKey),
        expiresAt,
        deviceCode,
        label,
        intervalMs,
        nextAt: now + intervalMs,
      },
      trouble: null,
    })
    await env.alarms.create(PAIR_ALARM, { periodMinutes: ALARM_MINUTES })
    pollLater(env, intervalMs)
    return { done: true, problem: null }
  })
}

/** Codes live ten minutes; by clocks that differ, no longer than twice that. */
const LIFE_MOST_MS = 20 * 60_000
/** An approval is told for so long after the code's end: this computer may have slept meanwhile. */
const TOLD_MS = 3_600_000

function lifeOf(expiresAt: number, answer: Answer, now: number): number {
  const date = answer.kind === 'ok' ? Date.parse(answer.header('date') ?? '') : Number.NaN
  return Math.min(LIFE_MOST_MS, Math.max(0, expiresAt - (Number.isFinite(date) ? date : now)))
}

/** The page where the owner approves is the relay's own, by whichever of its names: never without https from afar. */
function isFit(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && readAddress(url.origin).ok
}

/** Asks whether the owner has approved, once it is time. Called by its alarm, and while the worker lives, in between. */
export function pollPairing(env: Environment): Promise<void> {
  return inTurn(async () => {
    const link = await readAnyLink(env)
    if (link?.pairing.state !== 'pending') return env.alarms.clear(PAIR_ALARM)
    const { pairing, origin } = link
    const now = env.clock.now()
    const leftMs = pairing.expiresAt - now
    // More than was ever given: the clock was put back.
    if (leftMs <= -TOLD_MS || leftMs > LIFE_MOST_MS) return await end(env, link, 'expired')
    if (isResting(pairing.nextAt, now)) return pollLater(env, pairing.nextAt - now)
    const answer = await call(env, origin, {
      method: 'POST',
      path: '/api/reporters/pair/poll',
      body: { deviceCode: pairing.deviceCode },
    })
    const polled = answer.kind === 'ok' ? readPairPolled(answer.body) : undefined
    if (polled?.state === 'approved') return await approve(env, { origin, pairing }, polled)
    if (polled?.state === 'denied' || polled?.state === 'expired') return await end(env, link, polled.state)
    // The relay itself, and not what stands before it while it starts anew: nobody can approve this code any more.
    const isGone = answer.kind === 'refused' && (answer.status === 404 || answer.status === 410)
    if (isGone && answer.code !== '') return await end(env, link, 'expired')
    const intervalMs = waitAfter(pairing, answer)
    await changeLink(env, origin, { pairing: { ...pairing, intervalMs, nextAt: now + intervalMs } })
    pollLater(env, intervalMs)
  })
}

/** As asked by the relay; longer each time that it did not answer, or said that this is too often (RFC 8628, 3.5). */
function waitAfter({ intervalMs }: Pending, answer: Answer): number {
  if (answer.kind === 'ok') return intervalMs
  const asked = answer.kind === 'refused' ? answer.retryAfterMs : null
  return Math.min(WAIT_MOST_MS, Math.max(asked ?? 0, intervalMs * 1.5))
}

/** Between two alarms, while the worker lives. */
function pollLater(env: Environment, ms: number): void {
  if (ms < ALARM_MINUTES * 60_000) env.clock.after(ms, () => void pollPairing(env).catch(env.warn))
}

async function approve(
  env: Environment,
  { origin, pairing }: { origin: string; pairing: Pending },
  { device, scopes }: { device: string; scopes: string[] },
): Promise<void> {
  const db = await env.db()
  const now = env.clock.now()
  await db.deviceKeys.update(origin, { device, scopes, pairedAt: now })
  await changeLink(env, origin, {
    pairing: { state: 'approved', device, label: pairing.label, scopes, since: now },
    trouble: null,
    dropped: 0,
    rest: { nextAt: 0, strikes: 0 },
  })
  await env.alarms.clear(PAIR_ALARM)
  await publish(env)
}

async function end(
  env: Environment,
  { origin }: KeptLink,
  state: 'denied' | 'expired' | 'revoked',
): Promise<void> {
  await forgetKey(env, origin)
  await changeLink(env, origin, { pairing: { state, at: env.clock.now() }, trouble: null })
  await env.alarms.clear(PAIR_ALARM)
  await publish(env)
}

/** The relay no longer knows this key: it is of no more use, and neither is what it would have signed. */
export function endRevoked(env: Environment, origin: string): Promise<void> {
  return inTurn(async () => {
    const link = await readKeptLink(env, origin)
    if (link.pairing.state === 'approved') await end(env, link, 'revoked')
  })
}

/** The person unlinks: the relay is told while the key can still say so, and the key is forgotten whatever it answers. */
export function unpair(env: Environment): Promise<boolean> {
  return inTurn(async () => {
    const link = await readAnyLink(env)
    if (link === null) return false
    await giveUp(env, link.origin)
    return true
  })
}

async function giveUp(env: Environment, origin: string): Promise<void> {
  const key = await deviceKeyOf(await env.db(), origin)
  if (key !== null && key.device !== null)
    await call(env, origin, { method: 'DELETE', path: '/api/reporters/me', as: key })
  await forgetKey(env, origin)
  await changeLink(env, origin, { pairing: { state: 'none' }, trouble: null, dropped: 0 })
  await env.alarms.clear(PAIR_ALARM)
}

async function forgetKey(env: Environment, origin: string): Promise<void> {
  const db = await env.db()
  await db.transaction('rw', [db.deviceKeys, db.outgoing], async () => {
    await db.deviceKeys.delete(origin)
    await db.outgoing.where('relay').equals(origin).delete()
  })
}

/**
 * A key that has served for 90 days gives way to a new one, which it signs itself; kept as it is until the relay agrees.
 * That the old one counts no more says so too: the relay took the new one, and its answer was lost.
 */
export function rotateKey(env: Environment, relay: string): Promise<void> {
  return inTurn(async () => {
    const db = await env.db()
    const key = await deviceKeyOf(db, relay)
    const now = env.clock.now()
    if (key === null || key.device === null || now - key.createdAt < KEY_MS) return
    const next = key.next ?? (await makeKey())
    if (key.next === undefined) await db.deviceKeys.update(relay, { next })
    const answer = await call(env, relay, {
      method: 'POST',
      path: '/api/reporters/me/key',
      body: { publicKey: { algorithm: next.algorithm, key: next.publicKey } },
      as: key,
    })
    const isOver = answer.kind === 'refused' && answer.code === 'wrong-signature'
    if (answer.kind !== 'ok' && !(isOver && key.next !== undefined)) return
    await db.deviceKeys
      .where({ relay })
      .modify((one) => void delete Object.assign(one, next, { createdAt: now }).next)
  })
}
