import type { PublicStatus } from '#core/public-status.ts'
import type { Environment, RelayProblem } from '../environment.ts'
import type { Parser } from '../shape.ts'

import { isRecord } from '#core/parse.ts'
import { parseStatus } from '#core/public-status.ts'

import { makeTurns } from '../background/turns.ts'
import { number, oneOf, shape, whole } from '../shape.ts'

/** A status, and when it was read by this device's clock, epoch ms. */
export type LastStatus = { status: PublicStatus; readAt: number }

/** The relay's status as it was read last, and when it is to be asked again. Times are epoch ms of this device. */
export type Reading = {
  origin: string
  /** The relay's own mark of what was read. */
  etag: string | null
  last: LastStatus | null
  problem: RelayProblem | null
  /** Failures in a row. */
  strikes: number
  nextAt: number
}

const KEY = 'relay-status'

/** Whoever changes the reading waits for whoever does: two at once would record one thing twice. */
export const inReadingTurn = makeTurns()

function newReading(origin: string): Reading {
  return { origin, etag: null, last: null, problem: null, strikes: 0, nextAt: 0 }
}

/** What is kept of this relay's status; a new reading when it is about another. */
export async function readReading(env: Environment, origin: string): Promise<Reading> {
  const kept = await env.local.get(KEY)
  if (!isRecord(kept) || kept.origin !== origin) return newReading(origin)
  const [nextAt, strikes] = [time(kept.nextAt) ?? 0, time(kept.strikes) ?? 0]
  const last = parseLast(kept.last)
  const etag = last === null ? null : (whole(200)(kept.etag) ?? null)
  return { origin, etag, last, problem: parseProblem(kept.problem), strikes, nextAt }
}

export async function saveReading(env: Environment, reading: Reading): Promise<void> {
  await env.local.set({ [KEY]: reading })
}

const time = number()

function parseLast(value: unknown): Reading['last'] {
  if (!isRecord(value)) return null
  const [status, readAt] = [parseStatus(value.status), time(value.readAt)]
  return status === null || readAt === undefined ? null : { status, readAt }
}

type Refused = Extract<RelayProblem, { kind: 'refused' }>
const readRefused: Parser<Refused> = shape<Refused>({ kind: oneOf(['refused']), status: time })
type Other = Exclude<RelayProblem, Refused>
const readOther = oneOf(['offline', 'unreachable', 'unreadable'] as const)

function parseProblem(value: unknown): RelayProblem | null {
  const kind = isRecord(value) ? readOther(value.kind) : undefined
  return kind === undefined ? (readRefused(value) ?? null) : ({ kind } satisfies Other)
}
