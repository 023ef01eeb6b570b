import type { Doubt, ReadWhy } from './contract.ts'
import type { OfferRow, PageFacts, Settle } from '#core/observation.ts'

import { rowState } from '#core/offers.ts'
import { digestOf } from '#readers/digest.ts'

/**
 * Two reads that agree, so far apart, make a sighting. The relay asks for 500 ms, as a page that is just loading may
 * paint a row and take it away again (VERDICTS.md 5.4, case 33): the same holds here for the first seconds of a page.
 * In a page that has long been drawn a row comes because data came, and each of the two reads measures it as drawn;
 * 100 ms, several frames, are enough to tell it from a repaint in between. It is read once more at 500 ms all the same,
 * and what is gone by then is told at once.
 */
const AGREE_DRAWN_MS = 100
export const AGREE_MS = 500
const DRAWN_AFTER_MS = 2000
/** What is no sighting is told when it stood for so long; a page that never stands still, a little later. */
const STOOD_MS = 500
const WALL_MS = 2000
const MOVING_MS = 5000
/** The same none, of newer data, is told again after so long. */
const AGAIN_MS = 15_000

/** How things stand at one reading; all `…For` in ms. */
export type Moment = {
  facts: PageFacts
  /** For how long one and the same hopeful row has stood in the page; `null` without any. */
  hopeFor: number | null
  /** For how long such a row was there at every reading, though the page may have drawn it anew. */
  likeFor: number
  quietFor: number
  loadedFor: number | null
  doubt: Doubt | null
  /** The address changed and nothing was drawn since. */
  isOld: boolean
  /** When data came last, and now: epoch ms. */
  dataAt: number
  at: number
}

/** What was sent last of each kind, by its digest; a kind that does not hold any more is `null`. */
export type Sent = {
  positive: string | null
  quiet: string | null
  other: string | null
  /** Of the last `quiet`. */
  dataAt: number
  at: number
}

export const NOTHING_SENT: Sent = { positive: null, quiet: null, other: null, dataAt: 0, at: 0 }

export type Send = { why: ReadWhy; settle: Pick<Settle, 'state' | 'agreed'> }

/** How far apart two reads must be that agree on a row, ms. */
export const agreeMs = (loadedFor: number | null): number =>
  loadedFor !== null && loadedFor >= DRAWN_AFTER_MS ? AGREE_DRAWN_MS : AGREE_MS

/** Two reads agreed, far enough apart. */
export const agrees = ({ hopeFor, likeFor, loadedFor }: Moment): boolean =>
  hopeFor !== null && (hopeFor >= agreeMs(loadedFor) || likeFor >= AGREE_MS)

/** A row that can be had by its own words; dearer than asked, or of another day, is for the worker to say. */
export const isHopeful = (row: OfferRow, now: number): boolean => rowState(row, now).state === 'open'

/** What makes a row the same row at the next reading. */
export const rowKey = ({ type, category, price, name, quantity, control }: OfferRow): string =>
  JSON.stringify([type, category, price, name, quantity, control?.href])

/** What to send of this reading: only what says something new, and `null` while it may still change. */
export function whatToSend(moment: Moment, sent: Sent): Send | null {
  if (moment.isOld) return null
  const { hopeFor, doubt, facts, loadedFor, quietFor } = moment
  const digest = digestOf(facts)
  if (hopeFor !== null && sent.positive !== digest)
    return agrees(moment) ? send('positive', 'positive') : null
  if (doubt === null) return isNewQuiet(moment, sent, digest) ? send('quiet', 'quiet') : null
  // What cannot prove a none can name a reason all the same, once: a wall, a login, a page of something else.
  const told = `${doubt} ${digest}`
  if (hopeFor !== null || loadedFor === null || sent.other === told) return null
  const isWall = facts.walls.length > 0 || facts.session !== null
  const isPassing = doubt === 'moving' || doubt === 'loading'
  if (quietFor < (isWall ? WALL_MS : isPassing ? MOVING_MS : STOOD_MS)) return null
  if (isWall) return send('wall', 'wall')
  return send(sent === NOTHING_SENT ? 'first' : 'changed', 'deadline')
}

const send = (why: ReadWhy, state: Settle['state']): Send => ({ why, settle: { state, agreed: true } })

function isNewQuiet({ dataAt, at }: Moment, sent: Sent, digest: string): boolean {
  return sent.quiet !== digest || (dataAt > sent.dataAt && at - sent.at >= AGAIN_MS)
}

/** What is known to be sent once this one was taken. */
export function noteSent(sent: Sent, { why }: Send, { facts, doubt, dataAt, at, hopeFor }: Moment): Sent {
  const digest = digestOf(facts)
  if (why === 'positive') return { ...sent, positive: digest, quiet: null, other: null }
  const positive = hopeFor === null ? null : sent.positive
  if (why === 'quiet') return { positive, quiet: digest, other: null, dataAt, at }
  return { ...sent, positive, quiet: null, other: `${doubt} ${digest}`, at }
}
