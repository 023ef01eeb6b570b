import type { SeatsTarget } from '#core/watch.ts'

/** What a server of the corpus answers to one path. */
export type Reply = {
  status?: number
  headers?: Record<string, string>
  body?: string
  /** Before anything is sent. */
  delayMs?: number
  /** The connection is cut when the body is out, with more announced than was sent. */
  cut?: boolean
  /** Nothing is ever sent. */
  hangs?: boolean
}

type Visit = {
  /** How often this path was asked before, by this very look. */
  before: number
  cookie: string
  /** An address of this case on another host: `at('auth', '/fr/login')`; `{case}` may stand in the host. */
  at: (host: string, path: string) => string
}

export type Answer = Reply | ((visit: Visit) => Reply)

/**
 * One row of the corpus: a page or a small server, and what must be said of it.
 * A verdict reads `available`, `none` or `unknown:reason`, `+note` behind it; ` | ` parts what may be said as well.
 */
export type CorpusCase = {
  /** Number of VERDICTS.md 5.4 with a letter for each form, or a name of our own. */
  id: string
  title: string
  /** The page at the watched address; or its whole answer. */
  page: string | Answer
  /** Other paths, on every host of the case. */
  routes?: Record<string, Answer>
  /** Both ways when it is one text; a way that is left out is not looked. */
  expect: string | { rendered?: string; static?: string }
  /** The page answers every document asked, wherever its scripts may lead. */
  everywhere?: boolean
  target?: SeatsTarget
  /** Path and host of the watched address when they matter. */
  path?: string
  host?: string
  /** Of the rendered look; rows that can only end by it are given less. */
  deadlineMs?: number
  patienceMs?: number
  /** How many offers must be told. */
  offers?: number
  /** What the reason's detail must hold. */
  detail?: RegExp
}

export type Mode = 'rendered' | 'static'

export const MATCH_PATH = '/fr/catalogue/match-foot-masculin-paris-sg-vs-om-1'
export const CLUB_HOST = 'billetterie.psg.fr'

export function expected({ expect }: CorpusCase, mode: Mode): string | undefined {
  return typeof expect === 'string' ? expect : expect[mode]
}

/** For pages that show all they have at once and yet end only by their deadline. */
export const SHORT_MS = 10_000
