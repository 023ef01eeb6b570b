import type { Follow, HostRest, LocalAlert, Pace, Pause, Rung, RungWhy, Sight } from '../db/types.ts'
import type { PublicWatch, ReporterKind, Span } from '#core/status.ts'
import type { Note, Offer, Proof, Reason, VerdictState } from '#core/verdict.ts'

import { cardState } from './card-state.ts'

/** Who looked: this browser, the relay, or somebody else's browser. */
export type Who = 'me' | 'cloud' | 'people'

export type Said = { who: Who; state: VerdictState; at: number }

/** What a card says, one of EXTENSION.md 5.1. Times are epoch ms. */
export type CardState =
  | { kind: 'retired'; at: number }
  | {
      kind: 'alert'
      id: string
      openedAt: number
      offers: readonly Offer[]
      by: LocalAlert['by']
      seenAt: number | null
      /** When somebody last saw the seats. */
      confirmedAt: number
      /** Nobody has confirmed them since for too long. */
      old: boolean
    }
  | { kind: 'paused'; until: number | null; all: boolean }
  | { kind: 'needs-access' }
  | { kind: 'unconfirmed'; why: 'reported'; at: number; devices: number }
  | { kind: 'unconfirmed'; why: 'ambiguous' | 'false-alarm'; at: number }
  | { kind: 'offline'; since: number | null }
  | { kind: 'asleep'; since: number }
  /** Nobody has looked yet. */
  | { kind: 'loading' }
  | { kind: 'stale'; last: VerdictState; since: number }
  | { kind: 'error'; reason: Reason; retryAt: number | null }
  | { kind: 'ok'; proof: Proof; at: number }

export type CardKind = CardState['kind']

/** What a person can do about it; `null`: nothing, Vigie goes on by itself. */
export type Todo = 'go' | 'grant' | 'resume' | 'open-page' | 'show-page' | 'edit' | 'check' | 'remove' | null

/** One followed match as every page, the badge and the notification tell it. */
export type Card = {
  id: string
  name: string
  url: string
  host: string
  date: string | null
  state: CardState
  todo: Todo
  notes: readonly Note[]
  /** Newest first: who looked last stands first. */
  said: readonly Said[]
  /** Seats that went away a short while ago, whether or not somebody saw the alert. */
  gone: { openedAt: number; at: number } | null
  /** While nobody looked. */
  gap: Span | null
  pace: Pace
  window: boolean
  rung: Rung | null
  rungWhy: RungWhy
  nextLookAt: number | null
  /** Of the site, while it has asked for rest. */
  rest: HostRest | null
  access: boolean
  /** The relay watches it too. */
  inCloud: boolean
  follow: Follow
}

/** All that is known about one follow, put beside it. */
export type Facts = {
  follow: Follow
  sight: Sight | null
  /** Of this follow, newest first. */
  alerts: readonly LocalAlert[]
  rest: HostRest | null
  watch: PublicWatch | null
  /** The relay's clock less this device's, ms. */
  relayAheadMs: number
  access: boolean
  online: boolean
  /** When this browser stopped looking after its follows; `null` while it does. */
  asleepSince: number | null
  pausedAll: Pause | null
  now: number
}

const GONE_SHOWN_MS = 12 * 3_600_000
const GAP_SHOWN_MS = 3_600_000

/** Pure. */
export function cardOf(facts: Facts): Card {
  const { follow, sight, rest, watch, now } = facts
  const state = cardState(facts)
  const verdict = sight?.state.verdict
  const gap = sight?.state.gap ?? null
  return {
    ...follow,
    follow,
    state,
    todo: todoOf(state),
    notes: verdict !== undefined && TELLS_NOTES.has(state.kind) ? (verdict.notes ?? []) : [],
    said: saidOf(facts),
    gone: goneOf(facts),
    gap: gap !== null && now - gap.to <= GAP_SHOWN_MS ? gap : null,
    rung: sight?.rung ?? null,
    rungWhy: sight?.rungWhy ?? 'learning',
    nextLookAt: sight?.nextLookAt ?? null,
    rest: (rest?.restingUntil ?? 0) > now ? rest : null,
    access: facts.access,
    inCloud: watch !== null,
  }
}

const TELLS_NOTES: ReadonlySet<CardKind> = new Set(['alert', 'ok', 'error', 'unconfirmed'])

function goneOf({ alerts, now }: Facts): Card['gone'] {
  const last = alerts[0]
  if (last === undefined || last.goneAt === null || last.falseAlarmAt !== null) return null
  return now - last.goneAt > GONE_SHOWN_MS ? null : { openedAt: last.openedAt, at: last.goneAt }
}

function saidOf({ sight, watch, relayAheadMs }: Facts): readonly Said[] {
  const own = (sight?.state.reporters ?? []).map(({ reporter, verdict, at }): Said => {
    return { who: reporter === 'me' ? 'me' : 'cloud', state: verdict.state, at }
  })
  const theirs = (watch?.reporters ?? []).map(({ kind, verdict, at }): Said => {
    return { who: whoOf(kind), state: verdict.state, at: at - relayAheadMs }
  })
  const newest = new Map<Who, Said>()
  for (const said of [...own, ...theirs]) {
    const known = newest.get(said.who)
    if (known === undefined || said.at > known.at) newest.set(said.who, said)
  }
  return [...newest.values()].sort((a, b) => b.at - a.at)
}

const whoOf = (kind: ReporterKind): Who => (kind === 'extension' ? 'people' : 'cloud')

/** Doors that only the person can pass, in their own session. */
const DOORS: ReadonlySet<Reason> = new Set([
  'queue',
  'challenge',
  'captcha',
  'blocked',
  'login',
  'consent',
  'needs-render',
  'needs-detail',
  'not-settled',
  'partial',
])

function todoOf(state: CardState): Todo {
  switch (state.kind) {
    case 'alert':
      return 'go'
    case 'needs-access':
      return 'grant'
    case 'paused':
      return 'resume'
    case 'unconfirmed':
      return 'open-page'
    case 'stale':
      return 'check'
    case 'retired':
      return 'remove'
    case 'error':
      if (state.reason === 'layout-changed') return 'show-page'
      if (state.reason === 'not-found' || state.reason === 'wrong-page') return 'edit'
      return DOORS.has(state.reason) ? 'open-page' : null
    default:
      return null
  }
}
