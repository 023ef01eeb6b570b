import type { AlertContent } from './alert.ts'
import type { Note, Offer, VerdictState } from './verdict.ts'
import type { AlertText, WordingOptions } from './wording.ts'
import type { Locale, Words } from './words.ts'

import { clockNear, duration } from './clock.ts'
import { NOTE_WORDS } from './note-words.ts'
import { oneLine } from './one-line.ts'

const NAME_MOST = 160
const FIELD_MOST = 80
const OFFERS_MOST = 8
const TYPES_MOST = 3

/** What can be had, at an opening or beside what was told before. */
export function wordOpening(
  content: Extract<AlertContent, { kind: 'opened' | 'more' }>,
  words: Words,
  options: WordingOptions,
): AlertText {
  const { offers, name, kind } = content
  const { locale = 'fr', closedAt = null } = options
  const shown = offers.slice(0, OFFERS_MOST)
  const left = offers.length - shown.length
  const again = kind === 'opened' ? content.again : undefined
  const what = wordWhat(content, words)
  const minute = (at: number) => clockNear(at, { now: options.now, locale, timeZone: options.timeZone })
  return {
    // Alone, on a locked phone, it must not promise what is there no more.
    title:
      closedAt === null
        ? words.opened(what, oneLine(name, NAME_MOST))
        : words.late(wordOffers(offers, words), oneLine(name, NAME_MOST)),
    lines: [
      ...(again === undefined ? [] : [words.againAfter(minute(again.goneAt), minute(content.seenAt))]),
      ...shown.map((offer) => wordOffer(offer, words)).filter((line) => line !== ''),
      ...(left > 0 ? [words.moreOffers(left)] : []),
      ...wordNotes(notSaid(content), { locale, state: 'available' }).map((note) => `• ${note}`),
      ...(kind === 'more' ? [words.beside] : []),
      wordSeen(content, words, options),
    ],
    links: ticketLinks(directUrl(content), words),
  }
}

function wordWhat(content: Extract<AlertContent, { kind: 'opened' | 'more' }>, words: Words): string {
  const what = wordOffers(content.offers, words)
  if (content.kind === 'more') return words.more(what)
  return content.again === undefined ? what : words.again(what)
}

/** Something to look at. Nothing in it may read like a seat that is sure. */
export function wordLook(
  content: Extract<AlertContent, { kind: 'look' }>,
  words: Words,
  options: WordingOptions,
): AlertText {
  const { name, url, detail = '', notes, devices } = content
  const { locale = 'fr' } = options
  return {
    title: (devices === undefined ? words.look : words.reported)(oneLine(name, NAME_MOST)),
    lines: [
      devices === undefined ? words.lookWhat(oneLine(detail, NAME_MOST)) : words.reportedWhat,
      ...wordNotes(notes, { locale, state: 'unknown' }).map((note) => `• ${note}`),
      words.lookNext,
      wordSeen(content, words, options),
    ],
    links: ticketLinks(url, words),
  }
}

type Seen = Extract<AlertContent, { kind: 'opened' | 'more' | 'look' }>

function wordSeen({ seenAt, seenBy, devices }: Seen, words: Words, options: WordingOptions): string {
  const near = { now: options.now, locale: options.locale ?? 'fr', timeZone: options.timeZone }
  const { closedAt = null } = options
  const alert = shortId(options.alertId)
  const at = clockNear(seenAt, { ...near, seconds: true })
  if (closedAt === null && devices !== undefined)
    return words.seenByBrowsers(at, {
      devices,
      age: duration(Math.max(0, options.now - seenAt), near.locale),
      alert,
    })
  return closedAt === null
    ? words.seen(at, words.seenBy[seenBy], alert)
    : words.gone(clockNear(seenAt, near), clockNear(closedAt, near), alert)
}

/** Notes in words, bounded. */
export function wordNotes(
  notes: readonly Note[] | undefined,
  { locale, state }: { locale: Locale; state: VerdictState },
): string[] {
  return (notes ?? []).map((note) =>
    NOTE_WORDS[locale]({ ...note, text: oneLine(note.text, FIELD_MOST) }, state),
  )
}

/** An offer's line says already what restricts it. */
function notSaid({ offers, notes = [] }: { offers: readonly Offer[]; notes?: readonly Note[] }): Note[] {
  return notes.filter(
    ({ kind, text }) => kind !== 'restricted' || offers.every((offer) => offer.restricted !== text),
  )
}

/** How many and what: places when the page says how many for each offer, else offers. */
export function wordOffers(offers: readonly Offer[], words: Words): string {
  const types = [...new Set(offers.map((offer) => oneLine(offer.type, FIELD_MOST)))].filter(
    (type) => type !== '',
  )
  const type = types.slice(0, TYPES_MOST).join(' + ') + (types.length > TYPES_MOST ? ' + …' : '')
  const places = offers.reduce((sum, offer) => sum + (offer.quantity ?? Number.NaN), 0)
  const counted = Number.isSafeInteger(places) && places > 0
  return (counted ? words.places(places, type) : words.offers(offers.length, type)).trim()
}

function wordOffer(offer: Offer, words: Words): string {
  const parts = [offer.category ?? offer.name, offer.price ?? ''].map((part) => oneLine(part, FIELD_MOST))
  if (offer.quantity !== undefined && offer.quantity > 0) parts.push(words.seats(offer.quantity))
  if (offer.restricted !== undefined) parts.push(words.restricted(oneLine(offer.restricted, FIELD_MOST)))
  const line = parts.filter((part) => part !== '').join(', ')
  return line === '' ? '' : `• ${line}`
}

/** The first eight signs of an id: enough for people to tell two apart. */
export function shortId(id: string): string {
  return id.replace(/[^\w]/g, '').slice(0, 8)
}

/** The offer's own address when there is only one, else the page's. */
function directUrl({ offers, url }: { offers: readonly Offer[]; url: string }): string {
  const own = new Set(offers.map((offer) => offer.url ?? ''))
  const [only = ''] = own
  return own.size === 1 && isWebAddress(only) ? only : url
}

/** The way to the ticket page, when its address is one for people. */
export function ticketLinks(url: string, words: Words): AlertText['links'] {
  return isWebAddress(url) ? [{ label: words.ticketsLink, url }] : []
}

function isWebAddress(text: string): boolean {
  const url = text.length <= 2000 ? URL.parse(text) : null
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}
