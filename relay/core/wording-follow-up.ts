import type { AlertContent, Opening } from './alert.ts'
import type { AlertText, WordingOptions } from './wording.ts'
import type { Words } from './words.ts'

import { clockNear, duration } from './clock.ts'
import { oneLine } from './one-line.ts'
import { ticketLinks, wordOffers, wordOpening } from './wording-opening.ts'
import { wordRule } from './wording-rule.ts'

const NAME_MOST = 160
const ENTRY_MOST = 80
const LABEL_MOST = 40
const OPENINGS_MOST = 10

type FollowUpKind = 'ring' | 'escalated' | 'gone' | 'digest' | 'acknowledged' | 'rule'

/** What comes after an opening was told: repeats, answers, ends, several at once; and rules. */
export function wordFollowUp(
  content: Extract<AlertContent, { kind: FollowUpKind }>,
  words: Words,
  options: WordingOptions,
): AlertText {
  const locale = options.locale ?? 'fr'
  const minute = (at: number) => clockNear(at, { now: options.now, locale, timeZone: options.timeZone })
  const since = (at: number) => duration(options.now - at, locale)
  switch (content.kind) {
    case 'ring': {
      const title: Again['title'] = (what, name) => words.ring(what, name, since(content.firstAt))
      return wordAgain(content, words, { options, title, why: words.ringWhy(content.step) })
    }
    case 'escalated':
      return wordAgain(content, words, {
        options,
        title: words.escalated,
        why: words.escalatedWhy(since(content.firstAt)),
      })
    case 'gone': {
      const lasted = duration(content.closedAt - content.openedAt, locale)
      const title = words.left(oneLine(content.name, NAME_MOST))
      return { title, lines: [words.leftAfter(minute(content.closedAt), lasted)], links: [] }
    }
    case 'digest':
      return wordDigest(content, words, { minute, since })
    case 'acknowledged':
      return {
        title: words.acknowledged[content.outcome](oneLine(content.name, NAME_MOST)),
        lines: [words.acknowledgedAt(minute(content.at))],
        links: ticketLinks(content.url, words),
      }
    default:
      return wordRule(content, { now: options.now, locale, timeZone: options.timeZone })
  }
}

type Again = { options: WordingOptions; title: Words['escalated']; why: string }

function wordAgain(opening: Opening, words: Words, { options, title, why }: Again): AlertText {
  const { lines, links } = wordOpening({ ...opening, kind: 'opened' }, words, options)
  const what = wordOffers(opening.offers, words)
  return { title: title(what, oneLine(opening.name, NAME_MOST)), lines: [why, ...lines], links }
}

type Clock = { minute: (at: number) => string; since: (at: number) => string }

function wordDigest(
  { step, from, to, openings }: Extract<AlertContent, { kind: 'digest' }>,
  words: Words,
  { minute, since }: Clock,
): AlertText {
  const shown = openings.slice(0, OPENINGS_MOST)
  const more = openings.length - shown.length
  const entries = shown.map(({ offers, name, closedAt }) => {
    const goneAt = closedAt === null ? null : minute(closedAt)
    return `• ${words.digestEntry(wordOffers(offers, words), oneLine(name, ENTRY_MOST), goneAt)}`
  })
  const open = shown.filter(({ closedAt }) => closedAt === null)
  const links = open.flatMap(({ url, name }) => {
    const [link] = ticketLinks(url, words)
    const label = oneLine(name, LABEL_MOST)
    return link === undefined ? [] : [label === '' ? link : { label, url: link.url }]
  })
  const told = step === 0 ? words.digest(openings.length) : words.digestRing(openings.length, since(from))
  const isOver = openings.every(({ closedAt }) => closedAt !== null)
  return {
    title: isOver ? words.digestLate(openings.length) : told,
    lines: [
      step === 0 ? words.digestSpan(minute(from), minute(to)) : words.ringWhy(step),
      ...entries,
      ...(more > 0 ? [words.moreWatches(more)] : []),
    ],
    links,
  }
}
