/**
 * Words of ticket pages in French, English, German, Spanish and Italian (VERDICTS.md part 1). Everything is compared
 * folded and by whole words, because pages write `ÉPUISÉ ²`, `Épuisé` or `é­pui­sé` for the same thing.
 */

import {
  EMPTY_NOTICE,
  FAILED,
  LOGIN_TO_SEE,
  MORE,
  MOVED,
  OTHER_EVENTS,
  PAST,
  PAST_EVENTS,
} from './page-phrases.ts'
import {
  ACCESSIBLE,
  BUY,
  COMPANION,
  FREE,
  INFO,
  LOGIN,
  NOT_A_SEAT,
  PLACES,
  PLACES_AFTER,
  PRICE,
  RESTRICTED,
  WAITLIST,
} from './phrases.ts'
import { GONE, GONE_ALONE, NOT_REALLY_GONE, NOT_YET, AVAILABLE } from './state-phrases.ts'

const DROPPED = /\u00AD|\u200B|\u200C|\u200D|\u2060|\uFEFF|\p{Mn}/gu
const APOSTROPHES = /[\u2018\u2019\u02BC\u00B4`]/g
const PLAIN = /^[\t\n\r -_a-~]*$/

/** Lower case, without accents, soft hyphens and odd spaces; one space between words. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase().replace(/\s+/g, ' ').trim()
  const bare = text.normalize('NFKD').replace(DROPPED, '').replace(APOSTROPHES, "'")
  return bare.toLowerCase().replace(/\s+/g, ' ').trim()
}

/** As the page writes it, in one line and cut. */
export function tidy(text: string, most: number): string {
  const line = text
    .slice(0, most * 8)
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return line.length <= most ? line : `${line.slice(0, most - 1).toWellFormed()}…`
}

/** The words of a folded text, without signs. */
export function tokens(folded: string): string[] {
  return folded.split(/[^\p{L}\p{N}]+/u).filter((token) => token !== '')
}

/** Parking, entrances, services: accessible, and no seats. The text given must be folded. */
export const isNotSeat = (folded: string): boolean => NOT_A_SEAT.test(folded)

const first = (rule: RegExp, folded: string): string | null => rule.exec(folded)?.[0].trim() ?? null

/** Each answers the folded words that were hit, or `null`. The text given must be folded. */
export const words = {
  accessible: (folded: string) => (NOT_A_SEAT.test(folded) ? null : first(ACCESSIBLE, folded)),
  gone(folded: string): string | null {
    const alone = GONE_ALONE.exec(folded)
    const hit = GONE.exec(folded) ?? (alone !== null && folded.length <= 60 ? alone : null)
    if (hit === null || NOT_REALLY_GONE.test(folded.slice(0, hit.index))) return null
    return hit[0].trim()
  },
  notYet: (folded: string) => first(NOT_YET, folded),
  available: (folded: string) => first(AVAILABLE, folded),
  restricted: (folded: string) => first(RESTRICTED, folded),
  login: (folded: string) => first(LOGIN, folded),
  loginToSee: (folded: string) => first(LOGIN_TO_SEE, folded),
  more: (folded: string) => first(MORE, folded),
  moved: (folded: string) => first(MOVED, folded),
  buy: (folded: string) => first(BUY, folded),
  info: (folded: string) => first(INFO, folded),
  waitlist: (folded: string) => first(WAITLIST, folded),
  emptyNotice: (folded: string) => first(EMPTY_NOTICE, folded),
  past: (folded: string) => first(PAST, folded),
  failed: (folded: string) => first(FAILED, folded),
  otherEvents: (folded: string) => first(OTHER_EVENTS, folded),
  pastEvents: (folded: string) => first(PAST_EVENTS, folded),
  /** As written: the text given need not be folded. */
  price: (text: string): string | null => {
    const spaced = text.replace(/[\s\u00A0\u202F]+/g, ' ')
    return first(PRICE, spaced) ?? (first(FREE, fold(text)) === null ? null : '0 €')
  },
  companion: (folded: string) => first(COMPANION, folded),
  /** Places stated, such as `2 places`. */
  places: (folded: string): number | null => {
    const hit = PLACES.exec(folded) ?? PLACES_AFTER.exec(folded)
    return hit === null ? null : Number(hit[1])
  },
} as const
