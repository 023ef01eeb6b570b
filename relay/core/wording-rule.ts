import type { RuleAlert, RuleLine } from './alert.ts'
import type { AlertText } from './wording.ts'
import type { Locale } from './words.ts'

import { clockNear, duration } from './clock.ts'
import { oneLine } from './one-line.ts'
import { RULE_WORDS } from './rule-words.ts'
import { SHIPPED_IDS } from './rules-shipped.ts'

const NAME_MOST = 160
const WHAT_MOST = 120
const LINES_MOST = 15

type Near = { now: number; locale: Locale; timeZone?: string | undefined }

/** What a rule has to say. One that comes with Vigie and keeps its French name is named in the reader's language. */
export function wordRule(alert: RuleAlert, near: Near): AlertText {
  const { locale } = near
  const words = RULE_WORDS[locale]
  const id = SHIPPED_IDS.find((one) => one === alert.ruleId)
  const isOurs = id !== undefined && alert.name === RULE_WORDS.fr.shipped[id].name
  const name = isOurs ? words.shipped[id].name : oneLine(alert.name, NAME_MOST)
  const value = (one: number) =>
    alert.unit === 'seconds' ? duration(one * 1000, locale) : words.value[alert.unit](one)
  const since = ({ since: at }: RuleLine) => clockNear(at, near)
  const lines = [
    ...alert.firing.map((line) => words.line(whatOf(line), value(line.value), since(line))),
    ...alert.resolved.map((line) => words.over(whatOf(line), duration(alert.at - line.since, locale))),
  ]
  const more = lines.length - LINES_MOST
  return {
    title: words.title[alert.status](name, alert.severity),
    lines: [
      ...lines.slice(0, LINES_MOST).map((line) => `• ${line}`),
      ...(more > 0 ? [words.more(more)] : []),
      ...(isOurs && alert.status !== 'resolved' ? [words.shipped[id].means] : []),
    ],
    links: [],
  }
}

const whatOf = ({ what }: RuleLine) => oneLine(what, WHAT_MOST)
