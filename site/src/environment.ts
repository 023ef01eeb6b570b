import type { PublicStatus } from '#core/public-status.ts'

/** What became of asking the relay for its status. */
export type StatusAnswer = { ok: true; status: PublicStatus } | { ok: false; problem: Problem }

/** Why there is no status: nobody answered, an error was answered, or something this page cannot read. */
export type Problem = { kind: 'unreachable' } | { kind: 'refused'; status: number } | { kind: 'unreadable' }

type FeedListener = { onFrame: (frame: unknown) => void; onClose: () => void }

/** The only door from the page to the outside. `real-environment.ts` is the browser, `fake-environment.ts` the tests. */
export type Environment = {
  /** This device's clock, epoch ms. */
  now: () => number
  /** 0 to 1, as `Math.random`. */
  random: () => number
  /** Asks once and never throws. */
  readStatus: () => Promise<StatusAnswer>
  /** Opens the feed; the returned function closes it silently. */
  openFeed: (listener: FeedListener) => () => void
  /** Runs once after `ms`; the returned function cancels. */
  after: (ms: number, run: () => void) => () => void
  isOnline: () => boolean
  /** Calls back when the tab is looked at again or the network changes; the returned function stops that. */
  onWake: (run: () => void) => () => void
  /** What was chosen on an earlier visit; `null` when nothing was or when the browser keeps nothing. */
  recall: (name: string) => string | null
  remember: (name: string, value: string) => void
  /** Counts this visit once per tab, without cookie; failures are of no interest to a visitor. */
  countVisit: () => void
  /** Lets the page open without a network from now on, once it has nothing better to do. Never throws. */
  keepForOffline: () => void
}
