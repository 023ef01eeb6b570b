import type { Follow, LocalAlert, Sight } from '../db/types.ts'
import type { Known, RelayLink } from '../known.ts'
import type { ReporterState } from '#core/merge.ts'
import type { PublicWatch } from '#core/status.ts'
import type { Offer, Reason, Verdict } from '#core/verdict.ts'

import { newState } from '#core/new-state.ts'

const MINUTE_MS = 60_000

export const offer: Offer = {
  type: 'PMR',
  fingerprint: 'pmr-1',
  name: 'Place PMR + accompagnateur',
  category: 'Tribune Boulogne',
  price: '45,00 €',
  quantity: 2,
  url: 'https://billetterie.psg.example/fr/paris-om#pmr',
}

export const none: Verdict = {
  state: 'none',
  proof: { anchor: '.offers', kind: 'siblings', detail: 'ADULTE × 2' },
}

export const available: Verdict = { state: 'available', offers: [offer] }

export const blind = (reason: Reason): Verdict => ({ state: 'unknown', reason })

export function follow(part: Partial<Follow> = {}): Follow {
  const id = part.id ?? 'om'
  return {
    id,
    name: 'Paris SG – Marseille',
    url: `https://billetterie.psg.example/fr/${id}`,
    host: 'billetterie.psg.example',
    target: {},
    date: '2026-12-12',
    pace: 'normal',
    relayWatchId: null,
    paused: null,
    window: false,
    retiredAt: null,
    createdAt: 1000,
    updatedAt: 1000,
    ...part,
  }
}

type Seen = { verdict: Verdict; at: number; by?: 'me' | 'relay' } & Partial<Omit<Sight, 'state'>>

/** One look of one reporter. */
export function sight({ verdict, at, by = 'me', ...part }: Seen): Sight {
  const followId = part.followId ?? 'om'
  const sighted = verdict.state !== 'unknown'
  const reporter: ReporterState = {
    reporter: by,
    kind: by === 'me' ? 'extension' : 'relay-browser',
    verdict,
    at,
    sightedAt: sighted ? at : null,
  }
  return {
    followId,
    state: {
      ...newState(followId),
      version: 1,
      verdict,
      lastCheckAt: at,
      lastGoodCheckAt: sighted ? at : null,
      checks: 1,
      reporters: [reporter],
    },
    rung: 'fetch',
    rungWhy: 'static-agrees',
    nextLookAt: at + MINUTE_MS,
    lastTry: { at, rung: 'fetch', verdict },
    memory: {},
    reported: null,
    ...part,
  }
}

export function alert(part: Partial<LocalAlert> = {}): LocalAlert {
  return {
    id: 'release-1',
    followId: 'om',
    openedAt: 1000,
    offers: [offer],
    by: 'me',
    notifiedAt: 1000,
    seenAt: null,
    goneAt: null,
    falseAlarmAt: null,
    ...part,
  }
}

export const noRelay: RelayLink = {
  origin: null,
  pairing: { state: 'none' },
  watches: [],
  readAt: null,
  skewMs: 0,
  problem: null,
  waiting: 0,
  dropped: 0,
  trouble: null,
  push: { state: 'off' },
}

/** The relay's own word about the same page. */
export function relayWatch(part: Partial<PublicWatch> = {}): PublicWatch {
  return {
    id: 'watch-om',
    name: 'Paris SG – Marseille',
    url: 'https://billetterie.psg.example/fr/om',
    verdict: none,
    lastCheckAt: 1000,
    lastGoodCheckAt: 1000,
    checks: 1,
    releases: 0,
    reporters: [],
    blindSince: null,
    openSince: null,
    checkSeconds: 60,
    ...part,
  }
}

type Part = Partial<Omit<Known, 'settings' | 'wokeAt'>> & {
  settings?: Partial<Known['settings']>
  wokeAt?: number
}

/** All that is known, at `now`; nothing is followed and all is well unless said. */
export function known(now: number, { settings, ...part }: Part = {}): Known {
  const follows = part.follows ?? []
  return {
    settings: {
      relay: null,
      language: 'fr',
      textSize: 100,
      sound: { on: false, volume: 50 },
      quiet: null,
      always: [],
      pausedAll: null,
      welcomed: true,
      reports: true,
      push: false,
      ...settings,
    },
    follows,
    sights: [],
    alerts: [],
    hosts: [],
    relay: noRelay,
    access: Object.fromEntries(follows.map(({ id }) => [id, true])),
    online: true,
    notices: true,
    wokeAt: now - 20_000,
    ...part,
  }
}
