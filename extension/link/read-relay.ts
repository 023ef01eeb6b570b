import type { Environment } from '../environment.ts'
import type { Answer } from './call.ts'
import type { Reading } from './reading.ts'

import { parseStatus } from '#core/public-status.ts'

import { readSettings } from '../background/read-settings.ts'
import { publish } from '../background/snapshot.ts'
import { call, problemOf } from './call.ts'
import { changeLink, readKeptLink } from './kept-link.ts'
import { isResting } from './rest.ts'
import { inReadingTurn, readReading, saveReading } from './reading.ts'
import { sendReports } from './send-reports.ts'
import { takeWatches } from './take-watches.ts'

/** The relay answers from a cache: a question each half minute costs it next to nothing. */
const EVERY_MS = 25_000
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 15 * 60_000

/**
 * Reads the relay's status when it is time, and takes what it says of followed pages for the word of the relay. Does
 * nothing without a relay, nor, unless somebody looks (`eager`), when nothing is followed. `false` when the relay could
 * not be read. Never throws.
 */
export function readRelay(env: Environment, { eager = false }: { eager?: boolean } = {}): Promise<boolean> {
  return inReadingTurn(async () => {
    try {
      const { relay } = await readSettings(env)
      if (relay === null) return false
      const reading = await readReading(env, relay)
      const now = env.clock.now()
      if (!eager && (isResting(reading.nextAt, now) || !(await followsAny(env))))
        return reading.problem === null
      return await ask(env, reading)
    } catch (error) {
      env.warn(error)
      return false
    }
  })
}

async function followsAny(env: Environment): Promise<boolean> {
  const db = await env.db()
  return (await db.follows.filter(({ retiredAt }) => retiredAt === null).count()) > 0
}

async function ask(env: Environment, before: Reading): Promise<boolean> {
  const known = before.last === null ? null : before.etag
  const answer = await call(env, before.origin, {
    method: 'GET',
    path: '/status.json',
    ...(known === null ? {} : { headers: { 'if-none-match': known } }),
  })
  const now = env.clock.now()
  const last = lastOf(answer, before, now)
  // The person may have chosen another relay meanwhile.
  if ((await readSettings(env)).relay !== before.origin) return false
  if (last === null) {
    await saveReading(env, failed(before, answer, { now, random: env.chance.fraction() }))
    await publish(env)
    return false
  }
  const etag = answer.kind === 'ok' ? (answer.header('etag') ?? before.etag) : null
  await saveReading(env, {
    origin: before.origin,
    etag: etag?.slice(0, 200) ?? null,
    last,
    problem: null,
    strikes: 0,
    nextAt: now + EVERY_MS,
  })
  await sendAgain(env, before.origin)
  await takeWatches(env, last)
  await publish(env)
  return true
}

/** The relay is there: what waited because it was not need not wait longer. */
async function sendAgain(env: Environment, origin: string): Promise<void> {
  const { rest, trouble } = await readKeptLink(env, origin)
  if (rest.strikes === 0 || trouble !== null) return
  await changeLink(env, origin, { rest: { nextAt: 0, strikes: 0 } })
  void sendReports(env)
}

/** What is not new (304) keeps the time at which it was read: the clocks are compared by it. */
function lastOf(answer: Answer, { last }: Reading, now: number): Reading['last'] {
  if (answer.kind !== 'ok') return null
  if (answer.status === 304) return last
  const status = parseStatus(answer.body)
  return status === null ? null : { status, readAt: now }
}

function failed(before: Reading, answer: Answer, { now, random }: { now: number; random: number }): Reading {
  const strikes = before.strikes + 1
  const asked = answer.kind === 'refused' ? (answer.retryAfterMs ?? 0) : 0
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(strikes - 1, 10))
  const nextAt = now + Math.max(asked, wait * (0.75 + random / 2))
  return { ...before, problem: problemOf(answer), strikes, nextAt }
}
