import type { MeaningWords } from './rule-meaning-words.ts'
import type { Condition, Match, Value } from './rules.ts'
import type { Locale } from './words.ts'

import { duration } from './clock.ts'
import { MEANING_WORDS } from './rule-meaning-words.ts'
import { unitOfValue } from './rules-content.ts'

/** What a condition asks, in words; `lasts` are the seconds for which it must hold before the rule fires. */
export function meaningOf(
  condition: Condition,
  { locale, lasts = 0 }: { locale: Locale; lasts?: number },
): string {
  const words = MEANING_WORDS[locale]
  const meaning = mean(condition, locale)
  return lasts > 0 ? words.lasting(meaning, exactly(lasts, locale)) : meaning
}

function mean(condition: Condition, locale: Locale): string {
  const words = MEANING_WORDS[locale]
  const each = (parts: readonly Condition[]) => parts.map((part) => mean(part, locale))
  switch (condition.kind) {
    case 'compare':
      return meanComparison(condition, locale)
    case 'absent':
      return words.absent(metricIn(words, condition))
    case 'and':
      return words.all(each(condition.all))
    default:
      return words.any(each(condition.any))
  }
}

function meanComparison(
  { left, op, right }: Extract<Condition, { kind: 'compare' }>,
  locale: Locale,
): string {
  const words = MEANING_WORDS[locale]
  if (left.kind === 'verdict' && (op === '==' || op === '!=') && (right === 0 || right === 1)) {
    const isSo = (op === '==') === (right === 1)
    return (isSo ? words.says : words.saysNot)(statesIn(words, left)) + wheres(words, left.match)
  }
  return `${meanValue(left, locale)} ${words.op[op](numberIn(left, right, locale))}`
}

function meanValue(value: Value, locale: Locale): string {
  const words = MEANING_WORDS[locale]
  switch (value.kind) {
    case 'metric':
      return metricIn(words, value)
    case 'verdict':
      return words.verdict(statesIn(words, value)) + wheres(words, value.match)
    case 'count':
    case 'share':
      return words[value.kind](statesIn(words, value)) + wheres(words, value.match) + bys(words, value.by)
    case 'increase':
    case 'rate':
      return words[value.kind](metricIn(words, value), exactly(value.window, locale))
    default:
      return words.gathered[value.kind](meanValue(value.of, locale)) + bys(words, value.by)
  }
}

/** What a metric is, as a noun; its own name when nobody knows it. */
export function wordMetric(name: string, locale: Locale): string {
  return metricIn(MEANING_WORDS[locale], { name })
}

type OfMetric = { name: string; match?: readonly Match[] | undefined }

function metricIn(words: MeaningWords, { name, match }: OfMetric): string {
  const known = Object.hasOwn(words.metrics, name) ? words.metrics[name] : undefined
  return (known ?? name) + wheres(words, match)
}

type OfVerdicts = Extract<Value, { kind: 'verdict' | 'count' | 'share' }>

function statesIn(words: MeaningWords, { states, reasons = [] }: OfVerdicts): string {
  const said = states.map((state) => words.quote(words.states[state])).join(words.or)
  return reasons.length === 0 ? said : said + words.reasons(reasons.join(words.or))
}

const labelIn = ({ labels }: MeaningWords, label: string) =>
  (Object.hasOwn(labels, label) ? labels[label] : undefined) ?? label

function bys(words: MeaningWords, by: readonly string[] | undefined): string {
  return by === undefined || by.length === 0
    ? ''
    : words.by(by.map((label) => labelIn(words, label)).join(', '))
}

function wheres(words: MeaningWords, match: readonly Match[] = []): string {
  const said = match.map((one) => {
    const values = 'value' in one ? [one.value] : one.values
    const isSo = one.op === '=' || one.op === 'in'
    return words.where(labelIn(words, one.label), isSo, values.map(words.quote).join(words.or))
  })
  return said.join('')
}

function numberIn(left: Value, right: number, locale: Locale): string {
  const unit = left.kind === 'rate' ? 'count' : unitOfValue(left)
  if (unit === 'seconds') return exactly(right, locale)
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 })
  return unit === 'share' ? `${number.format(right * 100)} %` : number.format(right)
}

/** As a duration where that leaves nothing out, else in seconds. */
function exactly(seconds: number, locale: Locale): string {
  const isRound = Number.isInteger(seconds) && seconds >= 0 && (seconds < 60 || seconds % 60 === 0)
  return isRound ? duration(seconds * 1000, locale) : `${new Intl.NumberFormat(locale).format(seconds)} s`
}
