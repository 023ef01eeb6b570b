import type { AcknowledgedAs } from './alert.ts'

/** An opening that somebody was told of, as their own page shows it. Epoch ms. */
export type OwnAlert = {
  releaseId: string
  watchId: string
  name: string
  url: string
  /** Every message to them that spoke of it; one that listed several stands with each of them. */
  alertIds: readonly string[]
  toldAt: number
  closedAt: number | null
  answered: AcknowledgedAs | null
  /** There will be repeats until they answer or it is gone. */
  rings: boolean
}

/** The match that an answer is asked for. */
type OwnMatch = Pick<OwnAlert, 'releaseId' | 'watchId' | 'name'>

/** What came of an answer. `which`: all count as seen, and what else was said needs the one match that it is about. */
export type OwnAnswered = { state: 'kept' | 'which'; matches: OwnMatch[] }
