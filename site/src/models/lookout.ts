import type { Shown } from './status.ts'
import type { Offer } from '#core/verdict.ts'
import type { PublicWatch } from '#core/status.ts'

import { glanceAt } from '#core/freshness.ts'
import { safeLink } from '#core/safe-link.ts'

/** The page's whole message in one word: something is open, nothing is, not everything or nothing can be seen. */
export type Mood = 'open' | 'calm' | 'misty' | 'fog' | 'empty'

export type Overview = { mood: Mood; open: number; none: number; unseen: number; watches: number }

export function overviewAt(watches: Shown['watches'], now: number): Overview {
  const states = watches.map((watch) => glanceAt(watch, now).state)
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
export function orderAt(watches: Shown['watches'], now: number): PublicWatch[] {
  const isOpen = (watch: PublicWatch) => glanceAt(watch, now).state === 'available'
  return [...watches.filter(isOpen), ...watches.filter((watch) => !isOpen(watch))]
}

/** One link for the whole watch when its offers lead to the same place, else one for each offer. */
export function offersLeadApart(watch: Pick<PublicWatch, 'url'>, offers: readonly Offer[]): boolean {
  const places = new Set(offers.map((offer) => safeLink(offer.url)?.href ?? safeLink(watch.url)?.href))
  return places.size > 1
}
