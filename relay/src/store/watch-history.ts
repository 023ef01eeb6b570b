import type { ReportedVerdict, Reporter } from '#core/reporter.ts'
import type { ReportBody } from '#core/reporter.ts'
import type { Verdict } from '#core/verdict.ts'
import type { ReporterKind } from '#core/status.ts'
import type { BlindSpan } from './blindness.ts'
import type { CheckRow } from './checks.ts'
import type { StoredReport } from './reports.ts'

/** What the database keeps of one watch, for who wants to see how it went. Everything is bounded. */

type Window = { watchId: string; from: number; to: number }

/** Of each kind, the newest: a page that flickers all week does not make an answer without end. */
export const SPANS_MOST = 300

export type ReleaseSpan = { openedAt: number; closedAt: number | null }

/** Newest first. */
export async function releaseSpans(db: D1Database, { watchId, from, to }: Window): Promise<ReleaseSpan[]> {
  const { results } = await db
    .prepare(
      `SELECT opened_at AS openedAt, closed_at AS closedAt FROM releases
       WHERE watch_id = ?1 AND opened_at < ?3 AND (closed_at IS NULL OR closed_at > ?2)
       ORDER BY opened_at DESC LIMIT ?4`,
    )
    .bind(watchId, from, to, SPANS_MOST)
    .all<ReleaseSpan>()
  return results
}

/** Newest first. */
export async function blindSpansOf(
  db: D1Database,
  { watchId, from, to }: Window,
): Promise<Omit<BlindSpan, 'watchId'>[]> {
  const { results } = await db
    .prepare(
      `SELECT began_at AS beganAt, ended_at AS endedAt, reason FROM blindness
       WHERE watch_id = ?1 AND began_at < ?3 AND (ended_at IS NULL OR ended_at > ?2)
       ORDER BY began_at DESC LIMIT ?4`,
    )
    .bind(watchId, from, to, SPANS_MOST)
    .all<Omit<BlindSpan, 'watchId'>>()
  return results
}

/** When the oldest check that is kept was made, epoch ms; `null` without one. */
export async function firstCheckAt(db: D1Database, watchId: string): Promise<number | null> {
  const row = await db
    .prepare('SELECT min(at) AS at FROM checks WHERE watch_id = ?')
    .bind(watchId)
    .first<{ at: number | null }>()
  return row?.at ?? null
}

export type KeptCheck = Omit<CheckRow, 'watchId'>

/** Those that changed something, or that somebody asked for; newest first. */
export async function newestChecks(db: D1Database, watchId: string, limit: number): Promise<KeptCheck[]> {
  const { results } = await db
    .prepare(
      `SELECT id, at, reporter, state, reason, duration_ms AS durationMs, forced FROM checks
       WHERE watch_id = ? ORDER BY at DESC LIMIT ?`,
    )
    .bind(watchId, limit)
    .all<Omit<KeptCheck, 'forced'> & { forced: number }>()
  return results.map((row) => Object.assign(row, { forced: row.forced === 1 }))
}

type Who = Pick<Reporter, 'owner' | 'label' | 'state' | 'own'>
type WhoRow = Pick<Who, 'owner' | 'label' | 'state'> & { own: number }

/** What one reporter said last. `who` is `null` for the relay itself. */
export type Word = {
  reporter: string
  who: Who | null
  kind: ReporterKind
  verdict: Verdict
  at: number
  sightedAt: number | null
  unproven: boolean
}

type WordRow = { [name in keyof WhoRow]: WhoRow[name] | null } & {
  reporter: string
  kind: ReporterKind
  verdict: string
  at: number
  sighted_at: number | null
  unproven: number
}

const WORDS_MOST = 50

/** Newest first. */
export async function wordsOf(db: D1Database, watchId: string): Promise<Word[]> {
  const { results } = await db
    .prepare(
      `SELECT reporter, kind, verdict, at, sighted_at, unproven, owner, label, state, own
       FROM reporter_states LEFT JOIN reporters ON reporters.id = reporter
       WHERE watch_id = ? ORDER BY at DESC LIMIT ?`,
    )
    .bind(watchId, WORDS_MOST)
    .all<WordRow>()
  return results.map((row) => {
    // Only the room of states writes the column.
    const verdict: Verdict = JSON.parse(row.verdict)
    const { reporter, kind, at, sighted_at: sightedAt } = row
    return { reporter, kind, at, sightedAt, verdict, unproven: row.unproven === 1, who: whoOf(row) }
  })
}

export type ReportLine = Pick<
  StoredReport,
  'id' | 'reporterId' | 'at' | 'receivedAt' | 'outcome' | 'shadow'
> & {
  rung: ReportBody['rung']
  verdict: ReportedVerdict
  who: Who | null
}

type ReportRow = { [name in keyof WhoRow]: WhoRow[name] | null } & {
  id: string
  reporterId: string
  at: number
  receivedAt: number
  outcome: StoredReport['outcome']
  shadow: number
  rung: ReportBody['rung']
  verdict: string
}

/** What browsers told of a watch, newest first. */
export async function newestReports(db: D1Database, watchId: string, limit: number): Promise<ReportLine[]> {
  const { results } = await db
    .prepare(
      `SELECT reports.id, reporter_id AS reporterId, at, received_at AS receivedAt, outcome, shadow, rung, verdict,
         owner, label, reporters.state, own
       FROM reports LEFT JOIN reporters ON reporters.id = reporter_id
       WHERE watch_id = ? ORDER BY at DESC LIMIT ?`,
    )
    .bind(watchId, limit)
    .all<ReportRow>()
  return results.map((row) => {
    // Only the room of reports writes the column.
    const verdict: ReportedVerdict = JSON.parse(row.verdict)
    const { id, reporterId, at, receivedAt, outcome, rung } = row
    return {
      id,
      reporterId,
      at,
      receivedAt,
      outcome,
      rung,
      verdict,
      shadow: row.shadow === 1,
      who: whoOf(row),
    }
  })
}

function whoOf({ owner, label, state, own }: { [name in keyof WhoRow]: WhoRow[name] | null }): Who | null {
  return owner === null || label === null || state === null ? null : { owner, label, state, own: own === 1 }
}
