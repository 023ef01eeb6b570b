import type { AlertContent, SightShare } from './alert.ts'
import type { Outcome } from './delivery.ts'
import type { Offer, Verdict } from './verdict.ts'
import type { Locale, Words } from './words.ts'

import { clockNear, duration } from './clock.ts'
import { oneLine } from './one-line.ts'
import { wordFollowUp } from './wording-follow-up.ts'
import { shortId, ticketLinks, wordLook, wordNotes, wordOffers, wordOpening } from './wording-opening.ts'
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
  /** IANA name of where whoever reads it lives; Paris without one. */
  timeZone?: string
}

const NAME_MOST = 160
const FIELD_MOST = 80
const WATCHES_MOST = 20

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
  const near = { now: options.now, locale, timeZone: options.timeZone }
  const minute = (at: number) => clockNear(at, near)
  switch (content.kind) {
    case 'opened':
    case 'more':
      return wordOpening(content, words, options)
    case 'look':
      return wordLook(content, words, options)
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
    case 'picture':
      return {
        title: words.picture(
          clockNear(content.seenAt, { ...near, seconds: true }),
          oneLine(content.name, NAME_MOST),
        ),
        lines: [],
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
    case 'undeliverable': {
      const why = wordOutcome(content, words)
      return {
        title: words.undeliverable(words.channels[content.channel]),
        lines: [words.undeliverableWhy(why, shortId(content.alertId))],
        links: [],
      }
    }
    default:
      return wordFollowUp(content, words, options)
  }
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

/** A verdict in a few words, with what is to be known beside it. */
export function wordVerdict(verdict: Verdict, locale: Locale = 'fr'): string {
  const { state } = verdict
  const shown = state === 'none' ? verdict.proof.detail : null
  const notes = verdict.notes?.filter(({ text }) => text !== shown)
  return [wordState(verdict, locale), ...wordNotes(notes, { locale, state })].join(
    locale === 'fr' ? ' ; ' : '; ',
  )
}

function wordState(verdict: Verdict, locale: Locale): string {
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

/** That there is more than was told, for the log. */
export function wordMore(offers: readonly Offer[], locale: Locale = 'fr'): string {
  const words = WORDS[locale]
  return words.more(wordOffers(offers, words))
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
