import type { AlertContent, SightShare } from './alert.ts'
import type { Outcome } from './delivery.ts'
import type { Offer, Verdict } from './verdict.ts'
import type { Locale, Words } from './words.ts'

import { clockNear, duration } from './clock.ts'
import { WORDS } from './words.ts'

/** A message before any channel has drawn it: plain text, to be escaped where it is drawn. */
export type AlertText = {
  /** The seat first: alone it must say what matters. */
  title: string
  lines: string[]
  links: { label: string; url: string }[]
}

export type WordingOptions = {
  /** Epoch ms at which the message leaves. */
  now: number
  /** Root of the status site, without a slash at its end. */
  publicUrl: string
  /** The id of the alert; its first part is shown, so that a reader can tell a double. */
  alertId: string
  repeat?: boolean
  /** When the release closed, if it has. */
  closedAt?: number | null
  locale?: Locale
}

const NAME_MOST = 160
const FIELD_MOST = 80
const OFFERS_MOST = 8
const WATCHES_MOST = 20
const TYPES_MOST = 3

/** Text from a page or a person, for one line: no controls, no direction marks, no line breaks, bounded. */
export function oneLine(text: string, most: number): string {
  const clean = text
    .slice(0, 20 * most)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
  const points = Array.from(clean)
  return points.length <= most ? clean : `${points.slice(0, most - 1).join('')}…`
}

/** The words of an alert, French unless asked otherwise. */
export function wordAlert(content: AlertContent, options: WordingOptions): AlertText {
  const words = WORDS[options.locale ?? 'fr']
  const text = wordContent(content, words, options)
  const status = { label: words.statusLink, url: `${options.publicUrl}/` }
  return {
    title: text.title,
    lines: [...text.lines, ...(options.repeat === true ? [words.repeat] : [])],
    links: [...text.links, status],
  }
}

function wordContent(content: AlertContent, words: Words, options: WordingOptions): AlertText {
  const locale = options.locale ?? 'fr'
  const minute = (at: number) => clockNear(at, { now: options.now, locale })
  switch (content.kind) {
    case 'opened':
      return wordOpened(content, words, options)
    case 'blind': {
      const reason = words.reasons[content.reason] + wordDetail(content.detail, words)
      const why = words.blindWhy(minute(content.since), reason)
      return {
        title: words.blind(oneLine(content.name, NAME_MOST)),
        lines: [why, words.blindNext],
        links: ticketLinks(content.url, words),
      }
    }
    case 'sighted':
      return {
        title: words.sighted(oneLine(content.name, NAME_MOST)),
        lines: [words.sightedAfter(minute(content.at), duration(content.at - content.since, locale))],
        links: [],
      }
    case 'still-watching': {
      const shares = content.watches.slice(0, WATCHES_MOST).map((share) => wordShare(share, words, locale))
      const more = content.watches.length - shares.length
      return {
        title: words.still,
        lines: [
          words.stillSpan(minute(content.from), minute(content.to)),
          ...shares,
          ...(more > 0 ? [words.moreWatches(more)] : []),
        ],
        links: [],
      }
    }
    default: {
      const why = wordOutcome(content, words)
      return {
        title: words.undeliverable(words.channels[content.channel]),
        lines: [words.undeliverableWhy(why, shortId(content.alertId))],
        links: [],
      }
    }
  }
}

function wordOpened(
  content: Extract<AlertContent, { kind: 'opened' }>,
  words: Words,
  options: WordingOptions,
): AlertText {
  const { offers, name, seenAt, seenBy } = content
  const alert = shortId(options.alertId)
  const shown = offers.slice(0, OFFERS_MOST)
  const more = offers.length - shown.length
  const closedAt = options.closedAt ?? null
  const near = { now: options.now, locale: options.locale ?? 'fr' }
  return {
    title: words.opened(wordOffers(offers, words), oneLine(name, NAME_MOST)),
    lines: [
      ...shown.map((offer) => wordOffer(offer, words)).filter((line) => line !== ''),
      ...(more > 0 ? [words.moreOffers(more)] : []),
      closedAt === null
        ? words.seen(clockNear(seenAt, { ...near, seconds: true }), words.seenBy[seenBy], alert)
        : words.gone(clockNear(seenAt, near), clockNear(closedAt, near), alert),
    ],
    links: ticketLinks(directUrl(content), words),
  }
}

/** How many and what: places when the page says how many for each offer, else offers. */
function wordOffers(offers: readonly Offer[], words: Words): string {
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

function wordShare(share: SightShare, words: Words, locale: Locale): string {
  const name = oneLine(share.name, FIELD_MOST)
  const checks = words.checks(share.checks)
  const because = share.reason === undefined ? '' : words.because(words.reasons[share.reason])
  const blind = duration(share.blindMs, locale) + because
  if (share.blindMs === 0) return `• ${words.stillAlways(name, checks)}`
  if (share.sightedMs === 0) return `• ${words.stillNever(name, blind, checks)}`
  return `• ${words.stillPartly(name, duration(share.sightedMs, locale), blind, checks)}`
}

/** A verdict in a few words. */
export function wordVerdict(verdict: Verdict, locale: Locale = 'fr'): string {
  const words = WORDS[locale]
  switch (verdict.state) {
    case 'available':
      return wordOffers(verdict.offers, words)
    case 'none':
      return words.none(oneLine(verdict.proof.detail, FIELD_MOST))
    default:
      return words.unknown(words.reasons[verdict.reason])
  }
}

/** The first eight signs of an id: enough for people to tell two apart. */
function shortId(id: string): string {
  return id.replace(/[^\w]/g, '').slice(0, 8)
}

/** How an attempt ended, with what the other side said about it. */
export function wordOutcome(
  { outcome, detail }: { outcome: Outcome; detail: string | null },
  words: Words,
): string {
  return words.outcomes[outcome] + wordDetail(detail, words)
}

function wordDetail(detail: string | null | undefined, words: Words): string {
  return detail === undefined || detail === null || detail === ''
    ? ''
    : words.because(oneLine(detail, FIELD_MOST))
}

/** The offer's own address when there is only one, else the page's. */
function directUrl({ offers, url }: { offers: readonly Offer[]; url: string }): string {
  const own = new Set(offers.map((offer) => offer.url ?? ''))
  const [only = ''] = own
  return own.size === 1 && isWebAddress(only) ? only : url
}

function ticketLinks(url: string, words: Words): AlertText['links'] {
  return isWebAddress(url) ? [{ label: words.ticketsLink, url }] : []
}

function isWebAddress(text: string): boolean {
  const url = text.length <= 2000 ? URL.parse(text) : null
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}
