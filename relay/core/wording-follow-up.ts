import type { AlertContent, Opening } from './alert.ts'
import type { AlertText, WordingOptions } from './wording.ts'
import type { Words } from './words.ts'

import { clockNear, duration } from './clock.ts'
import { oneLine } from './one-line.ts'
import { ticketLinks, wordOffers, wordOpening } from './wording-opening.ts'

const NAME_MOST = 160
const SUMMARY_MOST = 500
const OPENINGS_MOST = 15

type FollowUpKind = 'ring' | 'escalated' | 'gone' | 'digest' | 'acknowledged' | 'rule'

/** What comes after an opening was told: repeats, answers, ends, several at once; and rules. */
export function wordFollowUp(
  content: Extract<AlertContent, { kind: FollowUpKind }>,
  words: Words,
  options: WordingOptions,
): AlertText {
  const minute = (at: number) => clockNear(at, { now: options.now, locale: options.locale ?? 'fr' })
  switch (content.kind) {
    case 'ring':
      return wordAgain(content, words, {
        options,
        title: words.ring,
        why: words.ringWhy(minute(content.firstAt), content.step),
      })
    case 'escalated':
      return wordAgain(content, words, {
        options,
        title: words.escalated,
        why: words.escalatedWhy(minute(content.firstAt)),
      })
    case 'gone': {
      const lasted = duration(content.closedAt - content.openedAt, options.locale ?? 'fr')
      const title = words.left(oneLine(content.name, NAME_MOST))
      return { title, lines: [words.leftAfter(minute(content.closedAt), lasted)], links: [] }
    }
    case 'digest':
      return wordDigest(content, words, minute)
    case 'acknowledged':
      return {
        title: words.acknowledged[content.outcome](oneLine(content.name, NAME_MOST)),
        lines: [words.acknowledgedAt(minute(content.at))],
        links: ticketLinks(content.url, words),
      }
    default:
      return {
        title: words.rule[content.status](oneLine(content.name, NAME_MOST), content.severity),
        lines: [oneLine(content.summary, SUMMARY_MOST), words.ruleSince(minute(content.since))].filter(
          (line) => line !== '',
        ),
        links: [],
      }
  }
}

type Again = { options: WordingOptions; title: Words['ring']; why: string }

function wordAgain(opening: Opening, words: Words, { options, title, why }: Again): AlertText {
  const { lines, links } = wordOpening({ ...opening, kind: 'opened' }, words, options)
  const what = wordOffers(opening.offers, words)
  return { title: title(what, oneLine(opening.name, NAME_MOST)), lines: [why, ...lines], links }
}

function wordDigest(
  { why, from, to, openings }: Extract<AlertContent, { kind: 'digest' }>,
  words: Words,
  minute: (at: number) => string,
): AlertText {
  const shown = openings.slice(0, OPENINGS_MOST)
  const more = openings.length - shown.length
  const entries = shown.map(({ offers, name, closedAt }) => {
    const goneAt = closedAt === null ? null : minute(closedAt)
    return `• ${words.digestEntry(wordOffers(offers, words), oneLine(name, NAME_MOST), goneAt)}`
  })
  const open = shown.find(({ closedAt }) => closedAt === null)
  return {
    title: words.digest[why](openings.length),
    lines: [
      words.digestSpan(minute(from), minute(to)),
      ...entries,
      ...(more > 0 ? [words.moreWatches(more)] : []),
    ],
    links: open === undefined ? [] : ticketLinks(open.url, words),
  }
}
