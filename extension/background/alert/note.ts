import type { Follow, LocalAlert } from '../../db/types.ts'
import type { Language } from '../../locales/words.ts'
import type { Notification } from '../../ports/notifications.ts'
import type { Offer } from '#core/verdict.ts'

import { duration } from '#core/clock.ts'
import { oneLine } from '#core/one-line.ts'
import { lowestPrice } from '#core/price.ts'

import { ALERT_WORDS } from '../../locales/alert-words.ts'

const NAME_MOST = 80
const ENTRY_MOST = 48
const ENTRIES_MOST = 4
/** Said later than this after it was seen, a note tells since when. */
const LATE_MS = 120_000

/** One release and the page that it is about. */
export type Told = { alert: LocalAlert; follow: Pick<Follow, 'name'> }

type Telling = { language: Language; now: number; silent: boolean }

/** What is said of one release: that it is there, or, quietly, that it has gone. */
export function noteOf({ alert, follow }: Told, { language, now, silent }: Telling): Notification {
  const words = ALERT_WORDS[language]
  const name = oneLine(follow.name, NAME_MOST)
  const clock = clockOf(language)
  if (alert.goneAt !== null) {
    const lasted = duration(alert.goneAt - alert.openedAt, language)
    return quiet(words.gone(name), words.goneAt(clock(alert.goneAt), lasted))
  }
  const by = words.by[alert.by]
  const isLate = now - alert.openedAt > LATE_MS
  const when = isLate ? words.since(clock(alert.openedAt), by) : words.seen(clock(alert.openedAt), by)
  const price = priceOf(alert.offers, words.from)
  return {
    title: words.open(placesOf(alert.offers), name),
    message: [...(price === null ? [] : [price]), when].join(' · '),
    items: [],
    stays: true,
    silent,
    buttons: [words.visit, words.answer],
  }
}

/** What is said of several releases at once. */
export function groupNoteOf(all: readonly Told[], { language, silent }: Telling): Notification {
  const words = ALERT_WORDS[language]
  const clock = clockOf(language)
  const open = all.filter(({ alert }) => alert.goneAt === null)
  const items = all.slice(0, ENTRIES_MOST).map(({ alert, follow }) => ({
    title: oneLine(follow.name, ENTRY_MOST),
    message: words.entry(
      words.what(placesOf(alert.offers)),
      alert.goneAt === null ? null : clock(alert.goneAt),
    ),
  }))
  const more = all.length - items.length
  const lines = items.map((item) => words.line(item.title, item.message))
  return {
    title: words.many(new Set((open.length > 0 ? open : all).map(({ alert }) => alert.followId)).size),
    message: [...lines, ...(more > 0 ? [words.manyMore(more)] : [])].join('\n'),
    items,
    stays: open.length > 0,
    silent: silent || open.length === 0,
    buttons: open.length > 0 ? [words.visit, words.answer] : [],
  }
}

/** How a seat will be announced, without any. */
export function testNote(language: Language, silent: boolean): Notification {
  const { title, message } = ALERT_WORDS[language].test
  return { ...quiet(title, message), silent }
}

/** Something that may be a seat and may be none: nothing in it may read like one that is sure. */
export function lookNote(follow: Pick<Follow, 'name'>, language: Language): Notification {
  const words = ALERT_WORDS[language]
  const note = quiet(words.look.title(oneLine(follow.name, NAME_MOST)), words.look.message)
  return { ...note, buttons: [words.visit] }
}

/** A relay's own words about a release, when it cannot be asked what it saw. */
export function pushedNote(title: string, { language, silent }: Telling): Notification {
  const words = ALERT_WORDS[language]
  return {
    ...quiet(oneLine(title, NAME_MOST + ENTRY_MOST), words.pushed.message),
    stays: true,
    silent,
  }
}

function quiet(title: string, message: string): Notification {
  return { title, message, items: [], stays: false, silent: true, buttons: [] }
}

function clockOf(language: Language): (at: number) => string {
  const format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { timeStyle: 'short' })
  return (at) => format.format(at)
}

/** How many places, when the page says it of every offer. */
function placesOf(offers: readonly Offer[]): number | null {
  const places = offers.reduce((sum, { quantity }) => sum + (quantity ?? Number.NaN), 0)
  return Number.isSafeInteger(places) && places > 0 ? places : null
}

const AMOUNT =
  /(?:[€£$]|\b(?:CHF|EUR|GBP|USD)\b) ?\d[\d .,']{0,9}|\d[\d .,']{0,9}? ?(?:€|£|\$|CHF|EUR|GBP|USD)/i

/** The amount alone: what else a page writes beside it does not belong on a locked screen. */
function priceOf(offers: readonly Offer[], from: (price: string) => string): string | null {
  const prices = new Map<number, string>()
  for (const { price = '' } of offers) {
    const worth = lowestPrice(price)
    const amount = AMOUNT.exec(price.slice(0, 80).replace(/\s+/g, ' '))?.[0].trim()
    if (worth !== null && amount !== undefined && !prices.has(worth)) prices.set(worth, amount)
  }
  if (prices.size === 0) return null
  const lowest = prices.get(Math.min(...prices.keys())) ?? ''
  return prices.size === 1 ? lowest : from(lowest)
}
