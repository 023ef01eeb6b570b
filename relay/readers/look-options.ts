import type { SeatsTarget } from '#core/watch.ts'
import type { KnownPaths, PendingCall } from './calls.ts'

/** What a look inside a page is asked, and what is known of the page from outside. */
export type LookOptions = {
  target: SeatsTarget
  /** Address that was asked; the document's own when absent. */
  url?: string
  /** Milliseconds from now until an answer is due; with 0 the page is read once, as it stands. */
  deadlineMs: number
  /** `none` waits so long after the last sign that the page still draws; 2 s unless given. */
  patienceMs?: number
  /** `none` is not said before, ms from now. */
  leastMs?: number
  /** Of the document's answer, where known. */
  status?: number | null
  headers?: Record<string, string>
  /** Since the first document of this look came, ms. */
  ageMs?: number
  /** The document was sent without anything that could draw by itself. */
  sentInert?: boolean
  /** Paths of data calls: those known to bring offers, and those that never answer. */
  calls?: KnownPaths
  pending?: readonly PendingCall[]
}
