import type { CardState, Facts } from './card.ts'
import type { LocalAlert, Sight } from '../db/types.ts'
import type { WatchState } from '#core/state.ts'

import { staleAfterMs } from '#core/freshness.ts'

import { PACE_MS } from '../db/types.ts'
import { isPaused } from '../paused.ts'

/** A report of one other browser is worth telling for so long, ms (EXTENSION.md 6.3 g). */
const REPORTED_MS = 10 * 60_000

type Rule = (facts: Facts) => CardState | null

/** What the card says: the first of these that has something to say. Pure. */
export function cardState(facts: Facts): CardState {
  for (const rule of RULES) {
    const state = rule(facts)
    if (state !== null) return state
  }
  return { kind: 'loading' }
}

const retired: Rule = ({ follow }) =>
  follow.retiredAt === null ? null : { kind: 'retired', at: follow.retiredAt }

/** Stands until it is seen gone: neither a pause nor a lost network takes it away. */
const alert: Rule = ({ alerts, sight, follow, now }) => {
  const open = alerts.find(({ goneAt, falseAlarmAt }) => goneAt === null && falseAlarmAt === null)
  const known = open ?? untold(alerts, sight)
  if (known === null) return null
  const sighted = (sight?.state.reporters ?? []).filter(({ verdict }) => verdict.state === 'available')
  const confirmedAt = Math.max(known.openedAt, ...sighted.map(({ at }) => at))
  return {
    kind: 'alert',
    id: known.id,
    openedAt: known.openedAt,
    by: known.by,
    seenAt: known.seenAt,
    offers: known.offers,
    confirmedAt,
    old: now - confirmedAt > staleMs(follow.pace),
  }
}

/** An open release whose alert was not kept. */
function untold(alerts: readonly LocalAlert[], sight: Sight | null): LocalAlert | null {
  const { openRelease = null, verdict } = sight?.state ?? {}
  if (openRelease === null || sight === null || verdict?.state !== 'available') return null
  if (alerts.some(({ id }) => id === openRelease.id)) return null
  return {
    id: openRelease.id,
    followId: sight.followId,
    openedAt: openRelease.since,
    offers: verdict.offers,
    by: 'me',
    notifiedAt: null,
    seenAt: null,
    goneAt: null,
    falseAlarmAt: null,
  }
}

const paused: Rule = ({ follow, pausedAll, now }) => {
  if (pausedAll !== null && isPaused(pausedAll, now)) {
    return { kind: 'paused', until: pausedAll.until, all: true }
  }
  const own = follow.paused
  return own !== null && isPaused(own, now) ? { kind: 'paused', until: own.until, all: false } : null
}

/** While the relay sees the page, the person still knows: the lost access is then told beside it. */
const access: Rule = (facts) => (facts.access || sightedByCloud(facts) ? null : { kind: 'needs-access' })

function sightedByCloud({ sight, follow, now }: Facts): boolean {
  return (sight?.state.reporters ?? []).some(
    ({ reporter, verdict, at }) =>
      reporter === 'relay' && verdict.state !== 'unknown' && now - at <= staleMs(follow.pace),
  )
}

const reported: Rule = ({ watch, relayAheadMs, alerts, sight, now }) => {
  const last = alerts[0]
  const isOpen = sight?.state.verdict.state === 'available' && last?.goneAt === null
  const falseAt = isOpen ? last.falseAlarmAt : null
  const report = watch?.reported
  // One of them may be this browser, whose own word the person called false.
  if (report !== undefined && report.devices > (falseAt === null ? 0 : 1)) {
    const at = report.at - relayAheadMs
    if (now - at <= REPORTED_MS) return { kind: 'unconfirmed', why: 'reported', at, devices: report.devices }
  }
  return falseAt === null ? null : { kind: 'unconfirmed', why: 'false-alarm', at: falseAt }
}

const offline: Rule = ({ online, sight }) =>
  online ? null : { kind: 'offline', since: sight?.state.lastCheckAt ?? null }

const asleep: Rule = ({ asleepSince }) =>
  asleepSince === null ? null : { kind: 'asleep', since: asleepSince }

const waiting: Rule = ({ sight }) =>
  sight === null || sight.state.lastCheckAt === null ? { kind: 'loading' } : null

const stale: Rule = ({ sight, follow, now }) => {
  if (sight === null) return null
  const since = confirmedAt(sight.state)
  if (since === null || now - since <= staleMs(follow.pace)) return null
  return { kind: 'stale', last: sight.state.verdict.state, since }
}

/** A sighted verdict was last true at a good check, an unknown one at any. */
function confirmedAt({ verdict, lastGoodCheckAt, lastCheckAt }: WatchState): number | null {
  return verdict.state === 'unknown' ? lastCheckAt : lastGoodCheckAt
}

const seen: Rule = ({ sight, rest, now }) => {
  if (sight === null) return null
  const { verdict, lastGoodCheckAt, lastCheckAt } = sight.state
  const at = lastGoodCheckAt ?? lastCheckAt ?? now
  if (verdict.state === 'none') return { kind: 'ok', proof: verdict.proof, at }
  if (verdict.state === 'available') return { kind: 'unconfirmed', why: 'ambiguous', at }
  if (verdict.reason === 'ambiguous-offer') {
    return { kind: 'unconfirmed', why: 'ambiguous', at: lastCheckAt ?? now }
  }
  const resting = rest?.restingUntil ?? 0
  const retryAt = Math.max(resting, sight.nextLookAt ?? 0)
  const isTried = retryAt > now && sight.rung !== 'by-hand'
  return { kind: 'error', reason: verdict.reason, retryAt: isTried ? retryAt : null }
}

const RULES: readonly Rule[] = [
  retired,
  alert,
  paused,
  access,
  reported,
  offline,
  asleep,
  waiting,
  stale,
  seen,
]

const staleMs = (pace: keyof typeof PACE_MS) => staleAfterMs({ checkSeconds: PACE_MS[pace] / 1000 })
