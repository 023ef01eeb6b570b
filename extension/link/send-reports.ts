import type { DeviceKey, Outgoing } from '../db/types.ts'
import type { Environment } from '../environment.ts'
import type { Answer } from './call.ts'
import type { KeptLink } from './kept-link.ts'
import type { ReportResult } from './answers.ts'

import { deviceKeyOf, mayReport } from '../db/device-keys.ts'
import { listOutgoing } from '../db/outgoing.ts'
import { readSettings } from '../background/read-settings.ts'
import { publish } from '../background/snapshot.ts'
import { makeTurns } from '../background/turns.ts'
import { readReportResults } from './answers.ts'
import { call } from './call.ts'
import { changeLink, readKeptLink } from './kept-link.ts'
import { clockTrouble, isRevoked } from './refusals.ts'
import { endRevoked } from './pairing.ts'
import { isResting } from './rest.ts'

/** A report older than this is no news to anybody. */
const REPORT_MS = 10 * 60_000
const BATCH_MOST = 20
/** Between two reports about one match; only a seat may follow another word at once. */
const APART_MS = 60_000
const TRIES_MOST = 3
const FIRST_WAIT_MS = 5000
const LONGEST_WAIT_MS = 5 * 60_000
/** An hour's reports are used up: a later one may find room. */
const FULL_WAIT_MS = 5 * 60_000
/** What a worker may wait for while it lives. */
const SOON_MS = 25_000

/** Reports leave in one line. */
const inTurn = makeTurns()

/**
 * Sends what waits for the relay: once, in order, 20 at a time, one per match and minute. Waits while the relay does
 * not answer; what has grown too old is dropped and counted. Never throws.
 */
export function sendReports(env: Environment): Promise<void> {
  return inTurn(async () => {
    try {
      for (let more = true; more;) more = await sendSome(env)
    } catch (error) {
      env.warn(error)
    }
  })
}

/** `true` when there may be more to send at once. */
async function sendSome(env: Environment): Promise<boolean> {
  const { relay, reports } = await readSettings(env)
  const db = await env.db()
  const key = relay === null ? null : await deviceKeyOf(db, relay)
  if (relay === null || !reports || key === null || !mayReport(key)) return false
  const now = env.clock.now()
  const waiting = await dropOld(env, relay, now)
  const { rest } = await readKeptLink(env, relay)
  const batch = isResting(rest.nextAt, now) ? [] : apart(batchOf(waiting, now))
  if (batch.length === 0) {
    later(env, [...waiting.map(({ nextAt }) => nextAt), rest.nextAt], { now, any: waiting.length > 0 })
    return false
  }
  const answer = await call(env, relay, {
    method: 'POST',
    path: '/api/observations',
    body: { reports: batch.map(({ body }) => body) },
    as: key,
  })
  const isTaken = await settle(env, { relay, key, batch, answer })
  await publish(env)
  return isTaken
}

function later(
  env: Environment,
  times: readonly number[],
  { now, any }: { now: number; any: boolean },
): void {
  const at = Math.min(...times.filter((time) => time > now))
  if (any && at - now <= SOON_MS) env.clock.after(at - now, () => void sendReports(env))
}

async function dropOld(env: Environment, relay: string, now: number): Promise<Outgoing[]> {
  const db = await env.db()
  const all = await listOutgoing(db, relay)
  const old = all.filter(({ at }) => now - at > REPORT_MS)
  if (old.length === 0) return all
  await db.outgoing.bulkDelete(seqsOf(old))
  const { dropped } = await readKeptLink(env, relay)
  await changeLink(env, relay, { dropped: dropped + old.length })
  return all.filter((one) => !old.includes(one))
}

/** Pure: what may leave now, in order; what must wait holds back what comes after it about the same match. */
export function batchOf(waiting: readonly Outgoing[], now: number): Outgoing[] {
  const batch: Outgoing[] = []
  const last = new Map<string, Outgoing | 'waits'>()
  for (const one of waiting) {
    const { watchId } = one.body
    const before = last.get(watchId)
    const goes =
      !isResting(one.nextAt, now) &&
      batch.length < BATCH_MOST &&
      (before === undefined || follows(before, one))
    last.set(watchId, goes ? one : 'waits')
    if (goes) batch.push(one)
  }
  return batch
}

/**
 * Pure: what stood in a call that the relay could not read leaves after the rest and one by one, the least suspect first:
 * one report that an older relay does not know holds up no seat.
 */
function apart(batch: readonly Outgoing[]): readonly Outgoing[] {
  const fine = batch.filter(({ unread = 0 }) => unread === 0)
  return fine.length > 0 ? fine : batch.toSorted((a, b) => (a.unread ?? 0) - (b.unread ?? 0)).slice(0, 1)
}

/** A seat may follow at once on another word. */
function follows(before: Outgoing | 'waits', one: Outgoing): boolean {
  if (before === 'waits') return false
  return one.body.verdict.state === 'available' && before.body.verdict.state !== 'available'
}

const seqsOf = (all: readonly Outgoing[]): number[] =>
  all.flatMap(({ seq }) => (seq === undefined ? [] : [seq]))

type Sent = { relay: string; key: DeviceKey; batch: readonly Outgoing[]; answer: Answer }

async function settle(env: Environment, sent: Sent): Promise<boolean> {
  const { relay, batch, answer } = sent
  const results = answer.kind === 'ok' ? readReportResults(answer.body)?.results : undefined
  if (results !== undefined) {
    await settleEach(env, sent, results)
    await changeLink(env, relay, { trouble: null, rest: { nextAt: 0, strikes: 0 } })
    return true
  }
  if (isRevoked(answer)) {
    await endRevoked(env, relay)
    return false
  }
  const trouble = troubleOf(answer, env.clock.now())
  if (answer.kind === 'refused' && (answer.status === 400 || answer.status === 422)) {
    await noteUnread(env, batch)
    if (batch.length > 1) {
      await changeLink(env, relay, { rest: { nextAt: 0, strikes: 0 } })
      return true
    }
  }
  await rest(env, relay, { answer, trouble })
  later(env, [(await readKeptLink(env, relay)).rest.nextAt], { now: env.clock.now(), any: true })
  return false
}

function troubleOf(answer: Answer, now: number): KeptLink['trouble'] {
  const clock = clockTrouble(answer, now)
  if (clock !== null) return clock
  return answer.kind === 'refused' && answer.status < 500 && answer.status !== 429
    ? { kind: 'refused', code: answer.code, at: now }
    : null
}

async function rest(
  env: Environment,
  relay: string,
  { answer, trouble }: { answer: Answer; trouble: KeptLink['trouble'] },
): Promise<void> {
  const strikes = (await readKeptLink(env, relay)).rest.strikes + 1
  const asked = answer.kind === 'refused' ? (answer.retryAfterMs ?? 0) : 0
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(strikes - 1, 10))
  const nextAt = env.clock.now() + Math.max(asked, wait * (0.75 + env.chance.fraction() / 2))
  await changeLink(env, relay, { trouble, rest: { nextAt, strikes } })
}

/** What the relay cannot read as often as this it never will: it must not hold up the rest. */
async function noteUnread(env: Environment, batch: readonly Outgoing[]): Promise<void> {
  const db = await env.db()
  await db.transaction('rw', db.outgoing, async () => {
    for (const { seq, unread = 0 } of batch) {
      if (seq === undefined) continue
      if (batch.length === 1 && unread + 1 >= TRIES_MOST) await db.outgoing.delete(seq)
      else await db.outgoing.update(seq, { unread: unread + 1 })
    }
  })
}

async function settleEach(
  env: Environment,
  { batch }: Sent,
  results: readonly ReportResult[],
): Promise<void> {
  const db = await env.db()
  const now = env.clock.now()
  await db.transaction('rw', db.outgoing, async () => {
    for (const one of batch) {
      const result = results.find(({ id }) => id === one.id)
      const wait = waitOf(result)
      if (one.seq === undefined) continue
      if (wait === null || one.tries + 1 >= TRIES_MOST * 4) await db.outgoing.delete(one.seq)
      else await db.outgoing.update(one.seq, { tries: one.tries + 1, nextAt: now + wait })
    }
    for (const one of await db.outgoing.toArray()) {
      const before = batch.findLast(({ body }) => body.watchId === one.body.watchId)
      if (before === undefined || one.seq === undefined || batch.some(({ seq }) => seq === one.seq)) continue
      if (!follows(before, one))
        await db.outgoing.update(one.seq, { nextAt: Math.max(one.nextAt, now + APART_MS) })
    }
  })
}

/** How long a report waits before it is tried again; `null` when it is settled. */
function waitOf(result: ReportResult | undefined): number | null {
  if (result === undefined) return APART_MS
  if (result.outcome !== 'refused') return null
  if (result.why === 'too-often') return APART_MS
  return result.why === 'too-many' ? FULL_WAIT_MS : null
}
