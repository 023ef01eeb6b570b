import type { AlertContent } from './alert.ts'
import type { AlertText, WordingOptions } from './wording.ts'

import { clockNear, duration } from './clock.ts'
import { oneLine } from './one-line.ts'
import { shortId, wordOffers } from './wording-opening.ts'
import { WORDS } from './words.ts'

/** An operator's own words for one kind of message; `{name}` stands for what is put in. */
export type Template = { title: string; body: string }

type Kind = AlertContent['kind']

/** What every message can say: its own shipped words, the first signs of its id, and the time at which it leaves. */
const OF_ALL = ['title', 'lines', 'alert', 'time'] as const
const OF_OPENINGS = ['match', 'what', 'offers', 'seen'] as const

const MORE: Record<Kind, readonly string[]> = {
  opened: OF_OPENINGS,
  more: OF_OPENINGS,
  ring: [...OF_OPENINGS, 'since', 'number'],
  escalated: [...OF_OPENINGS, 'since'],
  look: ['match', 'seen'],
  gone: ['match', 'gone', 'lasted'],
  digest: ['count', 'offers'],
  acknowledged: ['match'],
  blind: ['match'],
  sighted: ['match'],
  picture: ['match'],
  'still-watching': [],
  undeliverable: [],
  rule: ['rule'],
}

export const TEMPLATE_KINDS: readonly Kind[] = [
  'opened',
  'more',
  'ring',
  'escalated',
  'gone',
  'digest',
  'acknowledged',
  'look',
  'blind',
  'sighted',
  'picture',
  'still-watching',
  'rule',
  'undeliverable',
]
export const TITLE_MOST = 200
export const BODY_MOST = 1500
const LINES_MOST = 20
const LINE_MOST = 500

/** The names that may stand in braces in a template of this kind. */
export function placeholdersOf(kind: Kind): string[] {
  return [...OF_ALL, ...MORE[kind]]
}

export type TemplateProblem = { field: keyof Template; message: string }

/** What is wrong with a template; nothing when it can be used. */
export function checkTemplate(kind: Kind, template: Template): TemplateProblem[] {
  const known = new Set(placeholdersOf(kind))
  const problems: TemplateProblem[] = []
  for (const [field, text] of [['title', template.title] as const, ['body', template.body] as const]) {
    const unknown = [...text.matchAll(PLACEHOLDER)]
      .map(([, name = '']) => name)
      .filter((name) => !known.has(name))
    const names = [...known].map((name) => `{${name}}`).join(' ')
    for (const name of new Set(unknown))
      problems.push({ field, message: `{${oneLine(name, 40)}} is not known here: ${names}` })
    if (/[{}]/.test(text.replace(PLACEHOLDER, '')))
      problems.push({ field, message: 'braces stand only around a name, as in {match}' })
  }
  if (template.title.trim() === '') problems.push({ field: 'title', message: 'must not be empty' })
  if (/[\r\n]/.test(template.title)) problems.push({ field: 'title', message: 'must be one line' })
  if (template.title.length > TITLE_MOST)
    problems.push({ field: 'title', message: `must be ${TITLE_MOST} characters at most` })
  if (template.body.length > BODY_MOST)
    problems.push({ field: 'body', message: `must be ${BODY_MOST} characters at most` })
  if (template.body.split('\n').length > LINES_MOST)
    problems.push({ field: 'body', message: `must be ${LINES_MOST} lines at most` })
  return problems
}

const PLACEHOLDER = /\{([a-z]+)\}/g

/**
 * A message in the operator's words, as plain text like any other: it is escaped where it is drawn, and what is put in
 * is not read again. Links stay, and so does what nobody may leave out: that a message is a repeat, and that what it
 * tells of has gone.
 */
export function renderTemplate(
  template: Template,
  shipped: AlertText,
  { content, options }: { content: AlertContent; options: WordingOptions },
): AlertText {
  const values = valuesOf(content, shipped, options)
  const own =
    isOver(content, options) && !template.title.includes('{title}') ? '' : fill(template.title, values)
  const title = oneLine(own, LINE_MOST)
  const body = template.body
    .split('\n')
    .slice(0, LINES_MOST)
    .flatMap((line) => linesOf(line, values))
  const must = [
    ...(isGone(content, options) && !says(template, 'seen') ? (values.get('seen') ?? []) : []),
    ...(options.repeat === true ? shipped.lines.slice(-1) : []),
  ]
  const left = says(template, 'lines') ? [] : must
  return { title: title === '' ? shipped.title : title, lines: [...body, ...left], links: shipped.links }
}

const says = ({ title, body }: Template, name: string) => `${title}\n${body}`.includes(`{${name}}`)
const isGone = (content: AlertContent, { closedAt = null }: WordingOptions) =>
  closedAt !== null && 'offers' in content
/** Nothing of it can be had any more: a title that calls people would be a lie. */
const isOver = (content: AlertContent, options: WordingOptions) =>
  isGone(content, options) ||
  (content.kind === 'digest' && content.openings.every(({ closedAt }) => closedAt !== null))

type Values = ReadonlyMap<string, readonly string[]>

/** A name alone on its line stands for all its lines; a line of which nothing is left is left out. */
function linesOf(line: string, values: Values): string[] {
  const alone = /^\s*\{([a-z]+)\}\s*$/.exec(line)?.[1]
  if (alone !== undefined) return [...(values.get(alone) ?? [])]
  const filled = oneLine(fill(line, values), LINE_MOST)
  return filled === '' ? [] : [filled]
}

function fill(text: string, values: Values): string {
  return text.replace(PLACEHOLDER, (_, name: string) => (values.get(name) ?? []).join(' · '))
}

function valuesOf(content: AlertContent, shipped: AlertText, options: WordingOptions): Values {
  const { now, alertId, repeat = false, locale = 'fr', timeZone } = options
  const clock = (at: number) => clockNear(at, { now, locale, timeZone })
  const words = WORDS[locale]
  const seen = shipped.lines.at(repeat ? -2 : -1)
  const values: [string, readonly string[]][] = [
    ['title', [shipped.title]],
    ['lines', shipped.lines],
    ['alert', [shortId(alertId)]],
    ['time', [clock(now)]],
    ['seen', seen === undefined ? [] : [seen]],
    ['offers', shipped.lines.filter((line) => line.startsWith('• '))],
  ]
  if ('name' in content)
    values.push([content.kind === 'rule' ? 'rule' : 'match', [oneLine(content.name, 160)]])
  if ('offers' in content) values.push(['what', [wordOffers(content.offers, words)]])
  if ('firstAt' in content) values.push(['since', [duration(now - content.firstAt, locale)]])
  if (content.kind === 'ring') values.push(['number', [String(content.step)]])
  if (content.kind === 'digest') values.push(['count', [String(content.openings.length)]])
  if (content.kind === 'gone') {
    values.push(['gone', [clock(content.closedAt)]])
    values.push(['lasted', [duration(content.closedAt - content.openedAt, locale)]])
  }
  return new Map(values)
}
