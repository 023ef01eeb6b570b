import type { How } from './how.ts'
import type { LookStep } from './look-step.ts'
import type { Verdict, VerdictState } from './verdict.ts'

/** Who looked: the relay's fetch, its browser, or a paired extension. */
export type ReporterKind = 'relay-fetch' | 'relay-browser' | 'extension'

export type PublicReporter = {
  kind: ReporterKind
  verdict: Verdict
  at: number
}

/** One watch as everybody may see it. Times are epoch milliseconds, `null` when it never happened. */
export type PublicWatch = {
  id: string
  name: string
  url: string
  verdict: Verdict
  lastCheckAt: number | null
  lastGoodCheckAt: number | null
  checks: number
  releases: number
  reporters: PublicReporter[]
  blindSince: number | null
  /** When the open release began, while offers are there. */
  openSince: number | null
  checkSeconds: number
  /** How the relay looks at it, once it has. */
  how?: How
  /** The last span in which nobody looked for longer than the cadence: what came and went then was not seen. */
  gap?: Span
  /** Seen by people's browsers and not confirmed by anybody yet: left out when there is nothing of the kind. */
  reported?: Reported
}

/** `at`: the newest report, epoch ms; `devices`: how many browsers say so. */
export type Reported = { at: number; devices: number }

/** Epoch milliseconds. */
export type Span = { from: number; to: number }

export type Totals = {
  checks: number
  alerts: number
  /** Share of checks that found offers, 0 to 1. */
  availabilityRate: number
  watches: number
}

/** Field names of the bot that Vigie replaces; its clients read them. */
type LegacyMatch = {
  nom: string
  url: string
  pmr_disponible: boolean
  dernier_check: string
  nb_checks: number
}

export type LegacyStatus = {
  bot_actif: boolean
  /** ISO 8601. */
  derniere_mise_a_jour: string
  matchs: LegacyMatch[]
  statistiques: {
    verifications_totales: number
    alertes_envoyees: number
    /** With one decimal: `12.5%`. */
    taux_disponibilite: string
    matchs_surveilles: number
  }
}

export type StatusDocument = LegacyStatus & {
  /** When this document was made. */
  at: number
  version: string
  watches: PublicWatch[]
  totals: Totals
}

export const LOG_LEVELS = ['success', 'error', 'warning', 'info'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** A log line as stored and sent. `cursor` grows by one and never repeats. */
export type LogLine = {
  cursor: number
  at: number
  level: LogLevel
  message: string
  watchId?: string
  /** Flat facts, never secrets. */
  facts?: Record<string, string | number | boolean>
}

/** What the feed sends. `hello` comes first and tells where the reader stands. */
export type FeedMessage =
  | { type: 'hello'; at: number; cursor: number; admin: boolean }
  | { type: 'watch'; watch: PublicWatch; previous: VerdictState | null }
  | { type: 'removed'; id: string }
  /** The public watches in their order, when it was changed. */
  | { type: 'order'; ids: string[] }
  | { type: 'log'; line: LogLine }
  /** To the admin: one step of a look that somebody waits for. */
  | { type: 'step'; step: LookStep }

/** One sample of a Prometheus counter; names and labels are fixed by code, never by pages. */
export type Counter = { name: string; labels: Record<string, string>; value: number }
