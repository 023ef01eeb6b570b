import type { Database } from '../db/database.ts'
import type { Follow, LocalAlert, Outgoing, Rung, Sight, SightReporter } from '../db/types.ts'
import type { Environment } from '../environment.ts'
import type { Limits, Report, StateEvent, WatchState } from '#core/state.ts'
import type { ReporterKind } from '#core/status.ts'
import type { Available, Offer, Verdict } from '#core/verdict.ts'

import { staleAfterMs } from '#core/freshness.ts'
import { advance } from '#core/state.ts'

import { sendReports } from '../link/send-reports.ts'
import { deviceKeyOf, mayReport } from '../db/device-keys.ts'
import { readSight } from '../db/sights.ts'
import { PACE_MS } from '../db/types.ts'
import { isPaused } from '../settings.ts'
import { announceUnkept } from './alert/announce-unkept.ts'
import { announce } from './alert/announce.ts'
import { digestOf, isNewReport, reportOf } from './report.ts'
import { readSettings } from './read-settings.ts'
import { publish } from './snapshot.ts'

/** One judged look. */
export type Seen = {
  followId: string
  reporter: SightReporter
  kind: ReporterKind
  verdict: Verdict
  /** What the verdict is about, epoch ms of this device. */
  at: number
  /** When the look began; without it, when it ended. */
  startedAt?: number
  /** Two reads of this look agreed. */
  twice?: boolean
  /** How this browser looked. */
  rung?: Rung
  /** SHA-256 of what was seen, in hex. */
  evidence?: string
}

/** What else is done for one look. */
type Beside = {
  /** Lets our pages see it when there is nothing to say. */
  show?: (env: Environment) => Promise<void>
  /**
   * What else changes with it in one transaction, in which it may use `hosts` too: answers the sight with all but its
   * state changed, or `null` when the look is not asked for any more.
   */
  beside?: (follow: Follow, sight: Sight) => Promise<Sight | null>
}

const MINUTE = 60_000
const BLIND_MS = 15 * MINUTE
const OFFERS_MOST = 40

/**
 * Takes one look into the truth: the state, the alert of its release and the report to the relay change together or
 * not at all. Then says what there is to say, at once and without the relay. Answers what happened; nothing for a
 * follow that is gone, retired or paused: what opens during a pause rings at the first look after it. `null`: not
 * asked for any more.
 */
export async function record(
  env: Environment,
  seen: Seen,
  { show = publish, beside }: Beside = {},
): Promise<readonly StateEvent[] | null> {
  const kept = await keep(env, seen, beside).catch(async (error: unknown) => {
    // A full disk, say. A seat is told all the same.
    if (seen.verdict.state === 'available')
      await announceUnkept(env, alertOf(env.chance.newId(), seen, seen.verdict))
    throw error
  })
  if (kept === null) return null
  const { events, owes } = kept
  // A death here leaves the alert without its `said`: the next start announces it.
  const news = events.map((event) => ({ followId: seen.followId, event }))
  if (news.length > 0 || seen.verdict.state === 'available') await announce(env, news)
  else await show(env)
  if (owes) void sendReports(env)
  return events
}

type Kept = { events: readonly StateEvent[]; owes: boolean }

async function keep(env: Environment, seen: Seen, beside: Beside['beside']): Promise<Kept | null> {
  const db = await env.db()
  const settings = await readSettings(env)
  const now = env.clock.now()
  const nothing = { events: [], owes: false }
  const said = await digestOf(seen.verdict)
  const relay = settings.reports ? settings.relay : null
  const tables = [db.follows, db.sights, db.alerts, db.outgoing, db.deviceKeys]
  return db.transaction('rw', beside === undefined ? tables : [...tables, db.hosts], async () => {
    const follow = await db.follows.get(seen.followId)
    if (follow === undefined) return beside === undefined ? nothing : null
    const before = await readSight(db, follow.id)
    const sight = beside === undefined ? before : await beside(follow, before)
    if (sight === null) return null
    if (isPaused(settings.pausedAll, now) || follow.retiredAt !== null || isPaused(follow.paused, now)) {
      if (sight !== before) await db.sights.put(sight)
      return nothing
    }
    const step = advance(mendClock(sight.state, now), reportFor(env, seen, now), limitsOf(follow))
    const outgoing = await outgoingOf(env, { db, follow, sight, seen, said, relay })
    await db.sights.put({
      ...sight,
      state: step.state,
      ...(outgoing === null ? {} : { reported: { at: now, said: said.key } }),
    })
    if (outgoing !== null) await db.outgoing.add(outgoing)
    await changeAlerts(db, { seen, state: step.state, events: step.events })
    return { events: step.events, owes: outgoing !== null }
  })
}

const NEW_ALERT = { notifiedAt: null, seenAt: null, goneAt: null, falseAlarmAt: null }

/** The alert of a release that this look opens. */
function alertOf(
  id: string,
  { followId, reporter: by, at: openedAt }: Seen,
  { offers }: Available,
): LocalAlert {
  return { id, followId, openedAt, offers: offers.slice(0, OFFERS_MOST), by, ...NEW_ALERT }
}

function reportFor(env: Environment, seen: Seen, now: number): Report {
  const { reporter, kind, verdict, at, startedAt, twice } = seen
  return {
    reporter,
    kind,
    verdict,
    at: Math.min(at, now),
    releaseId: env.chance.newId(),
    ...(startedAt === undefined ? {} : { startedAt: Math.min(startedAt, now) }),
    ...(twice === undefined ? {} : { twice }),
  }
}

/** What the person's pace makes of a look's age. */
function limitsOf({ pace }: Pick<Follow, 'pace'>): Limits {
  const cadenceMs = PACE_MS[pace]
  return { cadenceMs, blindMs: BLIND_MS, freshMs: staleAfterMs({ checkSeconds: cadenceMs / 1000 }) }
}

/** This device's clock may have been put back: what is dated ahead of it would shut out every look until then. */
function mendClock(state: WatchState, now: number): WatchState {
  const latest = now + MINUTE
  const cut = (at: number | null) => (at === null ? null : Math.min(at, now))
  if ((state.lastCheckAt ?? 0) <= latest && state.reporters.every(({ at }) => at <= latest)) return state
  return {
    ...state,
    lastCheckAt: cut(state.lastCheckAt),
    lastGoodCheckAt: cut(state.lastGoodCheckAt),
    reporters: state.reporters.filter(({ at }) => at <= latest),
  }
}

type Reporting = {
  db: Database
  follow: Follow
  sight: Sight
  seen: Seen
  said: { key: string; prints: string[] }
  relay: string | null
}

/** The report to the relay; `null` when there is no relay to report to, or nothing that it does not know. */
async function outgoingOf(env: Environment, reporting: Reporting): Promise<Outgoing | null> {
  const { db, follow, sight, seen, said, relay } = reporting
  if (seen.reporter !== 'me' || relay === null || follow.relayWatchId === null) return null
  const now = env.clock.now()
  if (!isNewReport(sight.reported, said.key, now) || !mayReport(await deviceKeyOf(db, relay))) return null
  const id = env.chance.newId()
  const body = {
    id,
    watchId: follow.relayWatchId,
    at: Math.min(seen.at, now),
    rung: seen.rung ?? 'page',
    verdict: reportOf(seen.verdict, said.prints),
    evidence: seen.evidence ?? null,
    version: env.runtime.version,
  }
  return { id, relay, body, at: now, tries: 0, nextAt: now }
}

type Turn = { seen: Seen; state: WatchState; events: readonly StateEvent[] }

async function changeAlerts(db: Database, { seen, state, events }: Turn): Promise<void> {
  const { reporter } = seen
  for (const event of events) {
    if (event.type === 'opened')
      await db.alerts.add(alertOf(event.releaseId, { ...seen, at: event.at }, event.verdict))
    if (event.type === 'more')
      await changeAlert(db, event.releaseId, ({ offers }) => ({ offers: join(offers, event.offers) }))
    if (event.type === 'closed') await changeAlert(db, event.releaseId, () => ({ goneAt: event.at }))
  }
  if (seen.verdict.state === 'available' && state.openRelease !== null)
    await changeAlert(db, state.openRelease.id, ({ by }) => (by === reporter ? {} : { by: 'both' }))
}

async function changeAlert(
  db: Database,
  id: string,
  change: (alert: LocalAlert) => Partial<LocalAlert>,
): Promise<void> {
  const alert = await db.alerts.get(id)
  if (alert !== undefined) await db.alerts.put({ ...alert, ...change(alert) })
}

function join(offers: readonly Offer[], more: readonly Offer[]): Offer[] {
  const known = new Set(offers.map(({ fingerprint }) => fingerprint))
  return [...offers, ...more.filter(({ fingerprint }) => !known.has(fingerprint))].slice(-OFFERS_MOST)
}
