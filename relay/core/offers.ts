import type { OfferRow } from './observation.ts'
import type { Offer } from './verdict.ts'

import { parisDay, readWhen } from './when.ts'

const MOST = { type: 60, name: 160, category: 80, price: 40, url: 2048, restricted: 120 }

/** What a row is worth: to be had, gone for now, or not to be classed. Pure; `why` is in the page's words. */
export type RowState =
  | { state: 'open' }
  | { state: 'gone'; kind: 'sold-out' | 'not-yet'; why: string }
  | { state: 'absent'; why: string }
  | { state: 'unclear'; why: string }
  | { state: 'loading' }
  /** Only a link to a page that would tell. */
  | { state: 'detail' }
  /** There and to be had, were it not unknown whether anybody can see it. */
  | { state: 'unseen' }

/** Judges one row by its own words, control and visibility (VERDICTS.md 5.1). `now` is epoch ms. */
export function rowState(row: OfferRow, now: number): RowState {
  if (row.place === 'past') return { state: 'gone', kind: 'sold-out', why: 'a past match' }
  if (row.place !== 'offers') return { state: 'absent', why: row.place }
  if (row.drawn === 'hidden') {
    if (row.hiddenBy !== 'accordion') return { state: 'absent', why: `hidden (${row.hiddenBy ?? 'unknown'})` }
    return goneState(row, now) ?? { state: 'unclear', why: 'in a closed section' }
  }
  if (row.skeleton) return { state: 'loading' }
  const gone = goneState(row, now)
  if (gone !== null) return gone
  if (isLinkOnly(row)) return { state: 'detail' }
  if (row.unread !== null && row.quantity === null && row.restricted === null)
    return { state: 'unclear', why: row.unread }
  if (!isPositive(row)) return { state: 'unclear', why: row.text === '' ? row.type : row.text.slice(0, 120) }
  return row.drawn === 'drawn' ? { state: 'open' } : { state: 'unseen' }
}

/** Whether words such as « ouverture le 12/12 à 10 h » speak of a time that has come. */
export function hasOpened(words: string, now: number): boolean {
  const when = readWhen(words, now)
  if (when === null) return false
  return when.at === null ? when.day < parisDay(now) : when.at <= now
}

const sells = ({ control }: OfferRow): boolean =>
  control !== null && control.enabled && control.says === 'buy'

function goneState(row: OfferRow, now: number): RowState | null {
  if (row.notYet !== null && !hasOpened(row.notYet, now))
    return { state: 'gone', kind: 'not-yet', why: row.notYet }
  if (row.gone !== null) {
    // "Sold out" beside a working "buy": one of them is about something else, and a person must look.
    if (sells(row)) return { state: 'unclear', why: `"${row.gone}" beside "${row.control?.text ?? ''}"` }
    return { state: 'gone', kind: 'sold-out', why: row.gone }
  }
  if (row.quantity === 0) return { state: 'gone', kind: 'sold-out', why: '0 places' }
  if (row.control === null) return null
  if (!row.control.enabled && row.control.says !== 'info') {
    return { state: 'gone', kind: 'sold-out', why: `"${row.control.text}" cannot be pressed`.slice(0, 120) }
  }
  if (row.control.says === 'waitlist')
    return { state: 'gone', kind: 'sold-out', why: row.control.text.slice(0, 120) }
  return null
}

/** A price, places, or a control that can be pressed and says more than what the row is. */
function isPositive(row: OfferRow): boolean {
  if (row.price !== null || (row.quantity ?? 0) >= 1) return true
  if (row.control === null || !row.control.enabled) return false
  if (row.control.says === 'buy') return true
  return row.control.says === 'plain' && !saysOnlyItsType(row, row.control.text)
}

/** A link whose words say nothing of selling, in a row without price or places. */
function isLinkOnly({ control, price, quantity, type, text }: OfferRow): boolean {
  if (control === null || control.href === null || !control.enabled || price !== null || quantity !== null)
    return false
  if (control.says === 'info') return true
  return control.says === 'plain' && bare(control.text) !== '' && bare(text) !== bare(type)
}

const bare = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** A chip that repeats the type word (« PMR », « PMR 2 ») is a filter and no way to buy. */
function saysOnlyItsType(row: OfferRow, text: string): boolean {
  const said = bare(text).replace(/ ?\d+$/, '')
  return (
    said !== '' &&
    (said === bare(row.type) || (said === bare(row.text).replace(/ ?\d+$/, '') && said.length <= 24))
  )
}

/** The offer that an open row makes. `page` is the address that its links are relative to. */
export function offerOf(row: OfferRow, page: string): Offer {
  const url = absolute(row.control?.href ?? null, page)
  const type = clean(row.type, MOST.type)
  const restricted = restrictionOf(row)
  return {
    type,
    fingerprint: fingerprintOf(row, page),
    name: clean(row.name === '' ? type : row.name, MOST.name),
    ...(row.category === null ? {} : { category: clean(row.category, MOST.category) }),
    ...(row.price === null ? {} : { price: clean(row.price, MOST.price) }),
    ...(row.quantity === null ? {} : { quantity: row.quantity }),
    ...(url === null ? {} : { url }),
    ...(restricted === null ? {} : { restricted: clean(restricted, MOST.restricted) }),
  }
}

/** What tells one offer from another: type, category, price and link. `page`: what links are relative to. */
export function fingerprintOf(row: OfferRow, page = ''): string {
  const link = pathOf(absolute(row.control?.href ?? null, page))
  const parts = [clean(row.type, MOST.type), row.category ?? '', row.price ?? ''].map(bare)
  return fingerprint([...parts, link])
}

/** What limits the row, in the page's words: login, proof of disability, … */
function restrictionOf(row: OfferRow): string | null {
  if (row.control?.says === 'restricted') return row.control.text
  return row.restricted
}

const clean = (text: string, most: number): string =>
  text.replace(/\s+/g, ' ').trim().slice(0, most).toWellFormed()

/** Only http(s) addresses leave the page, without credentials and sessions. */
function absolute(href: string | null, page: string): string | null {
  if (href === null || href === '' || href.startsWith('#')) return null
  const url = URL.parse(href, page)
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    return null
  const clean = withoutSession(url.href)
  return clean.length > MOST.url ? null : clean
}

/** The link goes to everybody: the visit that it was found in is nobody else's. */
const withoutSession = (href: string): string =>
  href
    .replace(/;(?:jsessionid|phpsessid)=[^/?#]*/gi, '')
    .replace(/([?&])(?:jsessionid|phpsessid|session(?:_?id)?|sid)=[^&#]*&?/gi, '$1')
    .replace(/[?&](?=#|$)/, '')

/** Queries carry session and campaign tokens: they do not make another offer. */
const pathOf = (url: string | null): string => (url === null ? '' : (URL.parse(url)?.pathname ?? ''))

/** FNV-1a over the parts, 53 bits in base 36: short, stable, and no secret. */
export function fingerprint(parts: readonly string[]): string {
  let [high, low] = [0x811c9dc5, 0x01000193]
  for (const char of parts.join('\u001F')) {
    const code = char.codePointAt(0) ?? 0
    high = Math.imul(high ^ code, 0x01000193)
    low = Math.imul(low ^ (code + 0x9e37), 0x85ebca6b)
  }
  return ((high >>> 0) * 0x200000 + ((low >>> 0) & 0x1fffff)).toString(36)
}
