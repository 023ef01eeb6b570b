import type { How } from './how.ts'
import type {
  FeedMessage,
  PublicReporter,
  PublicWatch,
  Reported,
  Span,
  StatusDocument,
  Totals,
} from './status.ts'

import { HOW_MODES, HOW_WHYS } from './how.ts'
import { all, count, isRecord, text } from './parse.ts'
import { parseVerdict } from './public-verdict.ts'

/** The part of the status that Vigie's own clients draw. */
export type PublicStatus = Pick<StatusDocument, 'at' | 'version' | 'watches' | 'totals'>

/** The public part of the feed. */
export type PublicFeedMessage = Extract<FeedMessage, { type: 'hello' | 'watch' | 'removed' | 'order' }>

const MOST_WATCHES = 1000
const REPORTER_KINDS = ['relay-fetch', 'relay-browser', 'extension'] as const

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
  if (value.type === 'order') {
    const ids = Array.isArray(value.ids) && value.ids.length <= MOST_WATCHES ? all(value.ids, text) : null
    return ids === null ? null : { type: 'order', ids }
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
  const [how, gap, reported] = [parseHow(value.how), parseSpan(value.gap), parseReported(value.reported)]
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
    ...(how === null ? {} : { how }),
    ...(gap === null ? {} : { gap }),
    ...(reported === null ? {} : { reported }),
  }
}

/** `null` for ways that a later relay may have learnt: the watch is drawn without. */
function parseHow(value: unknown): How | null {
  if (!isRecord(value)) return null
  const mode = HOW_MODES.find((known) => known === value.mode)
  const why = HOW_WHYS.find((known) => known === value.why)
  const patienceMs = count(value.patienceMs)
  if (mode === undefined || why === undefined || patienceMs === null) return null
  const { done, wanted } = isRecord(value.of) ? value.of : {}
  const of = { done: count(done), wanted: count(wanted) }
  return of.done === null || of.wanted === null
    ? { mode, why, patienceMs }
    : { mode, why, of: { done: of.done, wanted: of.wanted }, patienceMs }
}

function parseSpan(value: unknown): Span | null {
  if (!isRecord(value)) return null
  const [from, to] = [count(value.from), count(value.to)]
  return from === null || to === null ? null : { from, to }
}

function parseReported(value: unknown): Reported | null {
  if (!isRecord(value)) return null
  const [at, devices] = [count(value.at), count(value.devices)]
  return at === null || devices === null || devices === 0 ? null : { at, devices }
}

function parseReporter(value: unknown): PublicReporter | null {
  if (!isRecord(value)) return null
  const kind = REPORTER_KINDS.find((known) => known === value.kind)
  const [verdict, at] = [parseVerdict(value.verdict), count(value.at)]
  return kind === undefined || verdict === null || at === null ? null : { kind, verdict, at }
}
