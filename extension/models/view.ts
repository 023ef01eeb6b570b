import type { Known } from '../known.ts'
import type { Pause } from '../db/types.ts'
import type { Language } from '../locales/words.ts'
import type { Card, CardKind, Facts } from './card.ts'

import { isPaused } from '../paused.ts'
import { cardOf } from './card.ts'

/** The worker ticks each 30 s or 60 s: a silence this long means that nobody kept watch, ms. */
const ASLEEP_MS = 150_000

/** `off`: nothing asks for a look. */
export type Heart =
  | { kind: 'beating'; at: number }
  | { kind: 'asleep'; at: number }
  | { kind: 'paused'; until: number | null }
  | { kind: 'off' }

/** `none`: the extension works alone. `part`, `apart`: the relay watches but some of the matches, or none of them. */
export type RelayState = 'none' | 'linked' | 'part' | 'apart' | 'lost'

export type Mood =
  | 'empty'
  | 'open'
  | 'maybe'
  | 'offline'
  | 'asleep'
  | 'paused'
  | 'fog'
  | 'misty'
  | 'waiting'
  | 'calm'

/** What every page, the badge, its title and the notifications say: one source, so that they never disagree. */
export type View =
  | { kind: 'loading'; language: Language }
  | {
      kind: 'shown'
      language: Language
      /** Epoch ms. */
      now: number
      mood: Mood
      heart: Heart
      /** Alerts first, the newest of them first; then by the day of the match. */
      cards: readonly Card[]
      /** Past matches, the latest first. */
      retired: readonly Card[]
      /** Not yet seen by the person. */
      alerts: readonly Card[]
      pausedAll: boolean
      relay: RelayState
    }

export type Shown = Extract<View, { kind: 'shown' }>

/** Pure. `known` is `null` while it is being read; `now` is this device's clock, epoch ms. */
export function viewOf(known: Known | null, now: number): View {
  if (known === null) return { kind: 'loading', language: 'fr' }
  const { settings, follows } = known
  const awake = heartOf(known, now)
  const all = follows.map((follow) => cardOf(factsOf(known, { follow, now, heart: awake })))
  const cards = all.filter(({ state }) => state.kind !== 'retired').sort(byUrgency)
  return {
    kind: 'shown',
    language: settings.language,
    now,
    mood: moodOf(cards),
    heart: cards.length === 0 ? { kind: 'off' } : awake,
    cards,
    retired: all.filter(({ state }) => state.kind === 'retired').sort((a, b) => -byDay(a, b)),
    alerts: cards.filter(isNew),
    pausedAll: isPaused(settings.pausedAll, now),
    relay: relayState(known, cards),
  }
}

/** An alert that the person has not answered yet. */
export function isNew({ state }: Card): boolean {
  return state.kind === 'alert' && state.seenAt === null
}

/** What is paused is looked after by nobody, and the worker sleeps: that is no silence to warn of. */
function heartOf({ settings, follows, wokeAt: at }: Known, now: number): Heart {
  const endOf = (pause: Pause | null) => (isPaused(pause, now) ? (pause?.until ?? Infinity) : 0)
  const ends = follows.flatMap(({ retiredAt, paused }) => (retiredAt === null ? [endOf(paused)] : []))
  const until = endOf(settings.pausedAll) || (ends.includes(0) ? 0 : Math.min(...ends))
  if (until > 0) return { kind: 'paused', until: until < Infinity ? until : null }
  return { kind: now - at > ASLEEP_MS ? 'asleep' : 'beating', at }
}

type Of = { follow: Facts['follow']; heart: Heart; now: number }

function factsOf(known: Known, { follow, heart, now }: Of): Facts {
  return {
    follow,
    sight: known.sights.find(({ followId }) => followId === follow.id) ?? null,
    alerts: known.alerts
      .filter(({ followId }) => followId === follow.id)
      .sort((a, b) => b.openedAt - a.openedAt),
    rest: known.hosts.find(({ host }) => host === follow.host) ?? null,
    watch: known.relay.watches.find(({ id }) => id === follow.relayWatchId) ?? null,
    access: known.access[follow.id] ?? false,
    online: known.online,
    relayAheadMs: known.relay.skewMs,
    asleepSince: heart.kind === 'asleep' ? heart.at : null,
    pausedAll: known.settings.pausedAll,
    now,
  }
}

/** The last of these stands first; all others stand after them, by their day. */
const URGENT: readonly CardKind[] = ['unconfirmed', 'alert']

const rank = (card: Card) => (isNew(card) ? -2 : -URGENT.indexOf(card.state.kind))

function byUrgency(a: Card, b: Card): number {
  const newest =
    a.state.kind === 'alert' && b.state.kind === 'alert' ? b.state.openedAt - a.state.openedAt : 0
  return rank(a) - rank(b) || newest || byDay(a, b)
}

/** Undated matches stand last, then the one that was followed first. */
function byDay(a: Card, b: Card): number {
  const [one, other] = [a.date ?? '9999', b.date ?? '9999']
  if (one !== other) return one < other ? -1 : 1
  return a.follow.createdAt - b.follow.createdAt || (a.id < b.id ? -1 : 1)
}

/** Seats are there, as far as anybody can tell. */
export const isOpen = ({ state }: Card) => state.kind === 'alert' && !state.old

/** Somebody should have a look: at an alert too that nobody has confirmed for too long. */
const isMaybe = ({ state }: Card) =>
  state.kind === 'alert' || (state.kind === 'unconfirmed' && state.why !== 'false-alarm')

/** States that see nothing now. */
const BLIND: ReadonlySet<CardKind> = new Set(['needs-access', 'error', 'stale', 'unconfirmed'])

function moodOf(cards: readonly Card[]): Mood {
  if (cards.length === 0) return 'empty'
  if (cards.some(isOpen)) return 'open'
  if (cards.some(isMaybe)) return 'maybe'
  const every = (...kinds: CardKind[]) => cards.every(({ state }) => kinds.includes(state.kind))
  if (every('offline', 'paused') && !every('paused')) return 'offline'
  if (every('asleep', 'paused') && !every('paused')) return 'asleep'
  if (every('paused')) return 'paused'
  const blind = cards.filter(({ state }) => BLIND.has(state.kind)).length
  if (blind === cards.length) return 'fog'
  if (blind > 0) return 'misty'
  return cards.some(({ state }) => state.kind === 'ok') ? 'calm' : 'waiting'
}

function relayState({ relay }: Known, cards: readonly Card[]): RelayState {
  if (relay.origin === null) return 'none'
  if (relay.problem !== null) return 'lost'
  const apart = cards.filter(({ inCloud }) => !inCloud).length
  if (apart === 0) return 'linked'
  return apart < cards.length ? 'part' : 'apart'
}
