import type { FeedMessage, PublicReporter, PublicWatch, StatusDocument, Totals } from './status.ts'
import type { Offer, Proof, Reason, Verdict } from './verdict.ts'

import { REASONS } from './verdict.ts'

/** The part of the status that Vigie's own clients draw. */
export type PublicStatus = Pick<StatusDocument, 'at' | 'version' | 'watches' | 'totals'>

/** The public part of the feed. */
export type PublicFeedMessage = Extract<FeedMessage, { type: 'hello' | 'watch' | 'removed' }>

const LONGEST_TEXT = 2000
const MOST_WATCHES = 1000
const REPORTER_KINDS = ['relay-fetch', 'relay-browser', 'extension'] as const
const PROOF_KINDS = ['siblings', 'empty-notice', 'sold-out', 'not-yet'] as const

/**
 * Reads what a relay answered. `null` when it is not a status that this version can draw:
 * half a status would leave room for a wrong "nothing there".
 */
export function parseStatus(value: unknown): PublicStatus | null {
  if (!isRecord(value) || !Array.isArray(value.watches) || value.watches.length > MOST_WATCHES) return null
  const [at, version, totals] = [count(value.at), text(value.version), parseTotals(value.totals)]
  const watches = all(value.watches, parseWatch)
  if (at === null || version === null || totals === null || watches === null) return null
  return { at, version, totals, watches }
}

/** Reads one frame of the feed; `null` for log lines, unknown types and anything malformed. */
export function parseFeedMessage(frame: unknown): PublicFeedMessage | null {
  const value = typeof frame === 'string' ? parseJson(frame) : null
  if (!isRecord(value)) return null
  if (value.type === 'hello') {
    const [at, cursor] = [count(value.at), count(value.cursor)]
    return at === null || cursor === null ? null : { type: 'hello', at, cursor, admin: value.admin === true }
  }
  if (value.type === 'removed') {
    const id = text(value.id)
    return id === null ? null : { type: 'removed', id }
  }
  const watch = value.type === 'watch' ? parseWatch(value.watch) : null
  if (watch === null) return null
  const { previous } = value
  const known = previous === 'available' || previous === 'none' || previous === 'unknown'
  return { type: 'watch', watch, previous: known ? previous : null }
}

function parseJson(frame: string): unknown {
  try {
    return JSON.parse(frame)
  } catch {
    return null
  }
}

function parseTotals(value: unknown): Totals | null {
  if (!isRecord(value)) return null
  const [checks, alerts, watches] = [count(value.checks), count(value.alerts), count(value.watches)]
  const availabilityRate = count(value.availabilityRate)
  if (checks === null || alerts === null || watches === null || availabilityRate === null) return null
  return { checks, alerts, watches, availabilityRate: Math.min(1, availabilityRate) }
}

function parseWatch(value: unknown): PublicWatch | null {
  if (!isRecord(value) || !Array.isArray(value.reporters)) return null
  const [id, name, url] = [text(value.id), text(value.name), text(value.url)]
  const verdict = parseVerdict(value.verdict)
  const [checks, releases, checkSeconds] = [
    count(value.checks),
    count(value.releases),
    count(value.checkSeconds),
  ]
  const reporters = all(value.reporters, parseReporter)
  if (id === null || name === null || url === null || verdict === null || reporters === null) return null
  if (checks === null || releases === null || checkSeconds === null) return null
  return {
    id,
    name,
    url,
    verdict,
    checks,
    releases,
    checkSeconds,
    reporters,
    lastCheckAt: count(value.lastCheckAt),
    lastGoodCheckAt: count(value.lastGoodCheckAt),
    blindSince: count(value.blindSince),
    openSince: count(value.openSince),
  }
}

function parseReporter(value: unknown): PublicReporter | null {
  if (!isRecord(value)) return null
  const kind = REPORTER_KINDS.find((known) => known === value.kind)
  const [verdict, at] = [parseVerdict(value.verdict), count(value.at)]
  return kind === undefined || verdict === null || at === null ? null : { kind, verdict, at }
}

function parseVerdict(value: unknown): Verdict | null {
  if (!isRecord(value)) return null
  if (value.state === 'available' && Array.isArray(value.offers)) {
    const [first, ...others] = all(value.offers, parseOffer) ?? []
    return first === undefined ? null : { state: 'available', offers: [first, ...others] }
  }
  if (value.state === 'none') {
    const proof = parseProof(value.proof)
    return proof === null ? null : { state: 'none', proof }
  }
  const reason: Reason | undefined = REASONS.find((known) => known === value.reason)
  if (value.state !== 'unknown' || reason === undefined) return null
  const detail = text(value.detail)
  return { state: 'unknown', reason, ...(detail === null ? {} : { detail }) }
}

function parseProof(value: unknown): Proof | null {
  if (!isRecord(value)) return null
  const kind = PROOF_KINDS.find((known) => known === value.kind)
  const [anchor, detail] = [text(value.anchor), text(value.detail)]
  return kind === undefined || anchor === null || detail === null ? null : { anchor, kind, detail }
}

function parseOffer(value: unknown): Offer | null {
  if (!isRecord(value)) return null
  const [type, fingerprint, name] = [text(value.type), text(value.fingerprint), text(value.name)]
  if (type === null || fingerprint === null || name === null) return null
  const offer: Offer = { type, fingerprint, name }
  for (const key of ['category', 'price', 'url', 'restricted'] as const) {
    const given = text(value[key])
    if (given !== null) offer[key] = given
  }
  const quantity = count(value.quantity)
  return quantity === null ? offer : { ...offer, quantity }
}

function all<T>(values: unknown[], parse: (value: unknown) => T | null): T[] | null {
  const parsed = values.map(parse)
  return parsed.every((one) => one !== null) ? parsed : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : null
}

/** A number that can be counted or dated with. */
function count(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null
}
