import type { ReporterState } from '#core/merge.ts'
import type { WatchState } from '#core/state.ts'
import type { SeenLook, ToldOffer } from '#core/told.ts'
import type { Verdict } from '#core/verdict.ts'

import { newState } from '#core/new-state.ts'

type StateRow = {
  watch_id: string
  version: number
  verdict: string
  last_check_at: number | null
  last_good_check_at: number | null
  checks: number
  available_checks: number
  releases: number
  open_release: string | null
  open_since: number | null
  blind_since: number | null
  blind_told: number
  told: string
}

/** The column `told`; what is left out is empty. */
type Told = Partial<
  Pick<WatchState, 'nones' | 'gap' | 'how' | 'lastRelease'> & { flaps: number } & {
    offers: readonly ToldOffer[]
    looks: readonly SeenLook[]
  }
>

type ReporterRow = {
  watch_id: string
  reporter: string
  kind: ReporterState['kind']
  verdict: string
  at: number
  sighted_at: number | null
  unproven: number
}

/** The state of one watch; a new one when nobody has looked yet. */
export async function readState(db: D1Database, watchId: string): Promise<WatchState> {
  const [states, reporters] = await db.batch<StateRow & ReporterRow>([
    db.prepare('SELECT * FROM watch_states WHERE watch_id = ?').bind(watchId),
    db.prepare('SELECT * FROM reporter_states WHERE watch_id = ?').bind(watchId),
  ])
  const row = states?.results[0]
  return row === undefined ? newState(watchId) : toState(row, reporters?.results ?? [])
}

/** The states of all watches that have been looked at, by watch. */
export async function readStates(db: D1Database): Promise<Map<string, WatchState>> {
  const [states, reporters] = await db.batch<StateRow & ReporterRow>([
    db.prepare('SELECT * FROM watch_states'),
    db.prepare('SELECT * FROM reporter_states'),
  ])
  const byWatch = Map.groupBy(reporters?.results ?? [], (row) => row.watch_id)
  return new Map(
    (states?.results ?? []).map((row) => [row.watch_id, toState(row, byWatch.get(row.watch_id) ?? [])]),
  )
}

function toState(row: StateRow, reporters: readonly ReporterRow[]): WatchState {
  // Only `writeState` writes the column.
  const told: Told = JSON.parse(row.told)
  const { offers = [], flaps = 0, lastRelease = null, looks = [], nones = 0, gap = null, how = null } = told
  return {
    watchId: row.watch_id,
    version: row.version,
    verdict: parseVerdict(row.verdict),
    lastCheckAt: row.last_check_at,
    lastGoodCheckAt: row.last_good_check_at,
    checks: row.checks,
    availableChecks: row.available_checks,
    releases: row.releases,
    openRelease:
      row.open_release === null
        ? null
        : { id: row.open_release, since: row.open_since ?? 0, told: offers, flaps },
    lastRelease,
    looks,
    nones,
    gap,
    how,
    blind: row.blind_since === null ? null : { since: row.blind_since, told: row.blind_told === 1 },
    reporters: reporters.map(({ reporter, kind, verdict, at, sighted_at: sightedAt, unproven }) => ({
      reporter,
      kind,
      verdict: parseVerdict(verdict),
      at,
      sightedAt,
      ...(unproven === 1 ? { unproven: true } : {}),
    })),
  }
}

/** Only this room writes the column, so its shape is known. */
function parseVerdict(text: string): Verdict {
  const verdict: Verdict = JSON.parse(text)
  return verdict
}

/**
 * Writes a state read at `state.version`, of the watch as it was at `updatedAt`. When somebody wrote or changed
 * the watch in between, `version` becomes NULL, which the schema forbids, so the whole batch that holds this
 * statement is rolled back: see `whyFailed`.
 */
export function writeState(db: D1Database, state: WatchState, updatedAt: number): D1PreparedStatement[] {
  const columns = [
    JSON.stringify(state.verdict),
    state.lastCheckAt,
    state.lastGoodCheckAt,
    state.checks,
    state.availableChecks,
    state.releases,
    state.openRelease?.id ?? null,
    state.openRelease?.since ?? null,
    state.blind?.since ?? null,
    state.blind?.told === true ? 1 : 0,
    JSON.stringify(toldOf(state)),
  ]
  const write = db
    .prepare(
      `INSERT INTO watch_states (watch_id, version, verdict, last_check_at, last_good_check_at, checks,
         available_checks, releases, open_release, open_since, blind_since, blind_told, told)
       VALUES (?1, (SELECT 1 FROM watches WHERE id = ?1 AND updated_at = ?14 AND removed_at IS NULL), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
       ON CONFLICT (watch_id) DO UPDATE SET
         version = CASE WHEN version = ?2 THEN version + 1 END,
         verdict = ?3, last_check_at = ?4, last_good_check_at = ?5, checks = ?6, available_checks = ?7,
         releases = ?8, open_release = ?9, open_since = ?10, blind_since = ?11, blind_told = ?12, told = ?13`,
    )
    .bind(state.watchId, state.version, ...columns, updatedAt)
  return [
    write,
    ...state.reporters.map((one) => writeReporter(db, state.watchId, one)),
    ...dropOld(db, state),
  ]
}

function writeReporter(db: D1Database, watchId: string, one: ReporterState): D1PreparedStatement {
  const { reporter, kind, verdict, at, sightedAt, unproven } = one
  return db
    .prepare(
      `INSERT INTO reporter_states (watch_id, reporter, kind, verdict, at, sighted_at, unproven)
       VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (watch_id, reporter) DO UPDATE SET
         kind = excluded.kind, verdict = excluded.verdict, at = excluded.at, sighted_at = excluded.sighted_at,
         unproven = excluded.unproven
       WHERE excluded.at >= at`,
    )
    .bind(watchId, reporter, kind, JSON.stringify(verdict), at, sightedAt, unproven === true ? 1 : 0)
}

/** Browsers that the state holds no more. */
function dropOld(db: D1Database, { watchId, reporters }: WatchState): D1PreparedStatement[] {
  const browsers = reporters.filter(({ kind }) => kind === 'extension').map(({ reporter }) => reporter)
  if (browsers.length === 0) return []
  const drop = db.prepare(
    `DELETE FROM reporter_states WHERE watch_id = ? AND kind = 'extension'
       AND reporter NOT IN (SELECT value FROM json_each(?))`,
  )
  return [drop.bind(watchId, JSON.stringify(browsers))]
}

/** What browsers said of a watch without being borne out, forgotten. */
export function forgetWords(db: D1Database, watchId: string): D1PreparedStatement {
  return db.prepare('DELETE FROM reporter_states WHERE watch_id = ? AND unproven = 1').bind(watchId)
}

/** The same of every watch. */
export function forgetAllWords(db: D1Database): D1PreparedStatement {
  return db.prepare('DELETE FROM reporter_states WHERE unproven = 1')
}

/** What a browser said of any watch, forgotten. */
export function forgetReporter(db: D1Database, reporter: string): D1PreparedStatement {
  return db.prepare('DELETE FROM reporter_states WHERE reporter = ?').bind(reporter)
}

function toldOf({ openRelease, lastRelease, looks, nones, gap, how }: WatchState): Told {
  const { told: offers = [], flaps = 0 } = openRelease ?? {}
  return { offers, flaps, lastRelease, looks, nones, gap, how }
}

/** What a failed batch says: somebody else wrote or changed the watch first, or something unexpected. */
export function whyFailed(error: unknown): 'race' | 'other' {
  const message = error instanceof Error ? error.message : ''
  const races = /NOT NULL constraint failed: watch_states\.version|UNIQUE constraint failed: releases/i
  return races.test(message) ? 'race' : 'other'
}
