import type { ReportBody, ReportedVerdict, Reporter } from '#core/reporter.ts'
import type { VerdictState } from '#core/verdict.ts'

import { HOURLY_MOST } from '#core/trust.ts'

/** What a browser reported, and what came of it. Times are epoch ms of the relay's clock. */
export type StoredReport = {
  id: string
  reporterId: string
  watchId: string
  at: number
  receivedAt: number
  verdict: ReportedVerdict
  rung: ReportBody['rung']
  evidence: string | null
  /** A hash of the network that it came from, under the day's salt; `null` when nobody knows it. */
  network: string | null
  shadow: boolean
  outcome: 'confirming' | 'confirmed' | 'contradicted' | 'noted'
  releaseId: string | null
}

type Row = {
  id: string
  reporter_id: string
  watch_id: string
  at: number
  received_at: number
  verdict: string
  rung: ReportBody['rung']
  evidence: string | null
  network: string | null
  shadow: number
  outcome: StoredReport['outcome']
  release_id: string | null
}

const HOUR_MS = 3_600_000
/** A minute, less what a network may shift two reports against each other. */
const MINUTE_MS = 55_000

export type ReportFacts = {
  known: boolean
  lastHour: number
  lastMinute: { state: VerdictState } | null
  repeated: boolean
}

type FactsRow = {
  known: number
  last_hour: number
  last_state: VerdictState | null
  last_verdict: string | null
}

/** What `admit` asks about a device: of the last hour, and of one watch within the last minute. */
export async function reportFacts(
  db: D1Database,
  { id, reporterId, watchId, verdict }: Pick<StoredReport, 'id' | 'reporterId' | 'watchId' | 'verdict'>,
  now: number,
): Promise<ReportFacts> {
  const row = await db
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM reports WHERE reporter_id = ?1 AND id = ?2) AS known,
         (SELECT count(*) FROM reports WHERE reporter_id = ?1 AND received_at > ?4) AS last_hour,
         (SELECT state FROM reports WHERE reporter_id = ?1 AND watch_id = ?3 AND received_at > ?5
          ORDER BY state = 'available' DESC LIMIT 1) AS last_state,
         (SELECT verdict FROM reports WHERE reporter_id = ?1 AND watch_id = ?3 AND received_at > ?4
          ORDER BY received_at DESC LIMIT 1) AS last_verdict`,
    )
    .bind(reporterId, id, watchId, now - HOUR_MS, now - MINUTE_MS)
    .first<FactsRow>()
  const state = row?.last_state ?? null
  return {
    known: row?.known === 1,
    lastHour: row?.last_hour ?? 0,
    lastMinute: state === null ? null : { state },
    repeated: row?.last_verdict === JSON.stringify(verdict),
  }
}

/** `false` when the same report, or too many others, came in by another request just now. */
export async function insertReport(db: D1Database, report: StoredReport): Promise<boolean> {
  const row = await db
    .prepare(
      `INSERT INTO reports (id, reporter_id, watch_id, at, received_at, state, verdict, rung, evidence, network, shadow,
         outcome)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12
       WHERE (SELECT count(*) FROM reports WHERE reporter_id = ?2 AND received_at > ?13) < ?14
         AND NOT EXISTS (SELECT 1 FROM reports WHERE reporter_id = ?2 AND watch_id = ?3 AND received_at > ?15
           AND (state = 'available' OR ?6 <> 'available'))
       ON CONFLICT DO NOTHING RETURNING id`,
    )
    .bind(
      report.id,
      report.reporterId,
      report.watchId,
      report.at,
      report.receivedAt,
      report.verdict.state,
      JSON.stringify(report.verdict),
      report.rung,
      report.evidence,
      report.network,
      report.shadow ? 1 : 0,
      report.outcome,
      report.receivedAt - HOUR_MS,
      HOURLY_MOST,
      report.receivedAt - MINUTE_MS,
    )
    .first()
  return row !== null
}

/** A report that waits, with what is known of who sent it. */
export type WaitingReport = StoredReport & {
  device: Pick<Reporter, 'owner' | 'state' | 'score' | 'scoredAt'>
}

type WaitingRow = Row & { owner: string; device_state: Reporter['state']; score: number; scored_at: number }

const WAITING = `SELECT reports.*, owner, reporters.state AS device_state, score, scored_at
  FROM reports JOIN reporters ON reporters.id = reporter_id`

function toWaiting(row: WaitingRow): WaitingReport {
  const { owner, device_state: state, score, scored_at: scoredAt } = row
  return { ...toReport(row), device: { owner, state, score, scoredAt } }
}

/** Seats of one watch that nobody has confirmed or contradicted, seen since then; newest first. */
export async function waitingReports(
  db: D1Database,
  watchId: string,
  since: number,
): Promise<WaitingReport[]> {
  const { results } = await db
    .prepare(`${WAITING} WHERE outcome = 'confirming' AND watch_id = ? AND at > ? ORDER BY at DESC LIMIT 100`)
    .bind(watchId, since)
    .all<WaitingRow>()
  return results.map(toWaiting)
}

/** Ends the waiting of one; the second of two that do so at once changes nothing. */
export function endReport(
  db: D1Database,
  { reporterId, id, outcome }: Pick<StoredReport, 'reporterId' | 'id' | 'outcome'>,
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE reports SET outcome = ?3 WHERE reporter_id = ?1 AND id = ?2 AND outcome = 'confirming' RETURNING id`,
    )
    .bind(reporterId, id, outcome)
}

/** Which release a report helped to open. */
export function linkReport(
  db: D1Database,
  { reporterId, id, releaseId }: { reporterId: string; id: string; releaseId: string },
): D1PreparedStatement {
  return db
    .prepare('UPDATE reports SET release_id = ?3 WHERE reporter_id = ?1 AND id = ?2')
    .bind(reporterId, id, releaseId)
}

/** Those behind a release that nobody else has confirmed. */
export async function reportsOfRelease(db: D1Database, releaseId: string): Promise<WaitingReport[]> {
  const { results } = await db
    .prepare(`${WAITING} WHERE outcome = 'confirming' AND release_id = ?`)
    .bind(releaseId)
    .all<WaitingRow>()
  return results.map(toWaiting)
}

/** One more report that ended so. */
export function countOutcome(db: D1Database, outcome: string): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO report_counts (outcome, count) VALUES (?, 1)
       ON CONFLICT (outcome) DO UPDATE SET count = count + 1`,
    )
    .bind(outcome)
}

export async function readOutcomeCounts(db: D1Database): Promise<{ outcome: string; count: number }[]> {
  const { results } = await db
    .prepare('SELECT outcome, count FROM report_counts ORDER BY outcome')
    .all<{ outcome: string; count: number }>()
  return results
}

/** Where reports came from, of those that came before then. */
export function forgetReportNetworks(db: D1Database, before: number): D1PreparedStatement {
  return db
    .prepare('UPDATE reports SET network = NULL WHERE network IS NOT NULL AND received_at < ?')
    .bind(before)
}

/** Reports and answers that are old. */
export function pruneReports(db: D1Database, before: number): D1PreparedStatement[] {
  return [
    db.prepare('DELETE FROM reports WHERE received_at < ?').bind(before),
    db.prepare('DELETE FROM reporter_answers WHERE at < ?').bind(before),
  ]
}

function toReport(row: Row): StoredReport {
  // Only this room writes the column.
  const verdict: ReportedVerdict = JSON.parse(row.verdict)
  return {
    id: row.id,
    reporterId: row.reporter_id,
    watchId: row.watch_id,
    at: row.at,
    receivedAt: row.received_at,
    verdict,
    rung: row.rung,
    evidence: row.evidence,
    network: row.network,
    shadow: row.shadow === 1,
    outcome: row.outcome,
    releaseId: row.release_id,
  }
}
