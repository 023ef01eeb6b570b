import type { Reason, Verdict } from './verdict.ts'

const DETAIL_MOST = 200

/** A detail or a proof as it may be told: bounded, never half a letter. */
export const cut = (text: string): string => text.slice(0, DETAIL_MOST).toWellFormed()

/** The only words for not being able to tell. An empty detail is left out. */
export const unknown = (reason: Reason, detail?: string): Extract<Verdict, { state: 'unknown' }> =>
  detail === undefined || detail === ''
    ? { state: 'unknown', reason }
    : { state: 'unknown', reason, detail: cut(detail) }
