import type { Shown } from './status.ts'
import type { Glance } from '#core/freshness.ts'
import type { Offer } from '#core/verdict.ts'
import type { PublicWatch } from '#core/status.ts'

import { glanceAt } from '#core/freshness.ts'
import { safeLink } from '#core/safe-link.ts'
import { isSighted } from '#core/verdict.ts'

/** The page's whole message in one word: something is open, nothing is, not everything or nothing can be seen. */
export type Mood = 'open' | 'calm' | 'misty' | 'fog' | 'empty'

export type Overview = { mood: Mood; open: number; none: number; unseen: number; watches: number }

/** Out of touch with the relay for longer than this, ms, the page cannot know what has become of a seat. */
const UNHEARD_MS = 120_000

/** What this page has, and when the relay last told it everything, epoch ms. */
type Heard = Pick<Shown, 'watches' | 'syncedAt'>

/** As `glanceAt`; and what was seen is old once the page has not heard of the relay, however rarely that one looks. */
export function heardGlance(watch: PublicWatch, { syncedAt }: Pick<Heard, 'syncedAt'>, now: number): Glance {
  const glance = glanceAt(watch, now)
  if (now - syncedAt <= UNHEARD_MS || !isSighted(watch.verdict) || glance.state !== watch.verdict.state)
    return glance
  return { state: 'stale', last: watch.verdict.state, since: watch.lastGoodCheckAt ?? syncedAt }
}

export function overviewAt(heard: Heard, now: number): Overview {
  const states = heard.watches.map((watch) => heardGlance(watch, heard, now).state)
  const open = states.filter((state) => state === 'available').length
  const none = states.filter((state) => state === 'none').length
  const unseen = states.length - open - none
  return { mood: moodOf({ open, none, unseen }), open, none, unseen, watches: states.length }
}

function moodOf({ open, none, unseen }: { open: number; none: number; unseen: number }): Mood {
  if (open > 0) return 'open'
  if (unseen === 0) return none === 0 ? 'empty' : 'calm'
  return none === 0 ? 'fog' : 'misty'
}

/** What can be had now comes first; the rest keeps its place. */
export function orderAt(heard: Heard, now: number): PublicWatch[] {
  const { watches } = heard
  const isOpen = (watch: PublicWatch) => heardGlance(watch, heard, now).state === 'available'
  return [...watches.filter(isOpen), ...watches.filter((watch) => !isOpen(watch))]
}

/** One link for the whole watch when its offers lead to the same place, else one for each offer. */
export function offersLeadApart(watch: Pick<PublicWatch, 'url'>, offers: readonly Offer[]): boolean {
  const places = new Set(offers.map((offer) => safeLink(offer.url)?.href ?? safeLink(watch.url)?.href))
  return places.size > 1
}
