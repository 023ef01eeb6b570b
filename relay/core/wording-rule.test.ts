import type { RuleAlert } from './alert.ts'
import type { Locale } from './words.ts'

import { expect, test } from 'vitest'

import { RULE_WORDS } from './rule-words.ts'
import { SHIPPED_IDS } from './rules-shipped.ts'
import { wordAlert } from './wording.ts'

const AT = Date.UTC(2026, 10, 20, 13, 12)
const MINUTE = 60_000

const ALERT: RuleAlert = {
  kind: 'rule',
  ruleId: 'budget-near',
  name: RULE_WORDS.fr.shipped['budget-near'].name,
  status: 'firing',
  severity: 'warning',
  unit: 'share',
  group: '[]',
  firing: [{ what: 'billetterie.psg.fr', value: 0.834, since: AT - 10 * MINUTE }],
  resolved: [],
  since: AT - 10 * MINUTE,
  at: AT,
}

const word = (changes: Partial<RuleAlert>, locale: Locale = 'fr') => {
  const options = { now: AT, publicUrl: 'https://vigie.example', alertId: 'a', locale }
  const { title, lines } = wordAlert({ ...ALERT, ...changes }, options)
  return [title, ...lines]
}

test('what fires is said with its number, since when, and what it means', () => {
  expect(word({})).toEqual([
    'Attention : un site a presque reçu ses appels du jour',
    '• billetterie.psg.fr, 83 %, depuis 14:02',
    'À la limite, Vigie ne le regarde plus avant minuit UTC. Espacer les vérifications la repousse.',
  ])
  expect(word({ severity: 'critical' }, 'en').slice(0, 2)).toEqual([
    'Urgent: a site has had nearly all its calls of the day',
    '• billetterie.psg.fr, 83 %, since 14:02',
  ])
})

test('a repeat reads differently from a first, and an end says how long it lasted', () => {
  expect(word({ status: 'repeated' })[0]).toBe(
    'Toujours en cours : un site a presque reçu ses appels du jour',
  )
  expect(word({ status: 'repeated' }, 'en')[0]).toBe(
    'Still so: a site has had nearly all its calls of the day',
  )
  const over = { status: 'resolved', firing: [], resolved: ALERT.firing } as const
  expect(word(over)).toEqual([
    'Terminé : un site a presque reçu ses appels du jour',
    '• billetterie.psg.fr, terminé après 10 min',
  ])
  expect(word(over, 'en')[1]).toBe('• billetterie.psg.fr, over after 10 min')
})

test('a rule that was renamed, or is the operator’s own, keeps its name in every language', () => {
  expect(word({ name: 'Budget !' }, 'en')).toEqual([
    'Attention: Budget !',
    '• billetterie.psg.fr, 83 %, since 14:02',
  ])
  const [, line] = word({ ruleId: 'x', unit: 'seconds', firing: [{ what: '', value: 725, since: AT }] })
  expect(line).toBe('• 12 min, depuis 14:12')
  const [, truth] = word({ ruleId: 'x', unit: 'truth', firing: [{ what: 'a', value: 1, since: AT }] })
  expect(truth).toBe('• a, depuis 14:12')
  const [, count] = word({ ruleId: 'x', unit: 'count', firing: [{ what: 'a', value: 1234.5, since: AT }] })
  expect(count).toMatch(/^• a, 1.234,5, depuis 14:12$/)
})

test('many things and long names stay within bounds, on their lines', () => {
  const firing = Array.from({ length: 200 }, (_, at) => ({
    what: `page\n${at} ${'x'.repeat(500)}`,
    value: 1,
    since: AT,
  }))
  const lines = word({ ruleId: 'x', name: 'n'.repeat(1000), firing })
  expect(lines).toHaveLength(17)
  expect(lines.at(-1)).toBe('et 185 de plus')
  for (const line of lines) {
    expect(line.length).toBeLessThan(200)
    expect(line).not.toContain('\n')
  }
})

test('every rule that Vigie comes with is named and explained in both languages', () => {
  for (const id of SHIPPED_IDS)
    for (const locale of ['fr', 'en'] as const) {
      const { name, means } = RULE_WORDS[locale].shipped[id]
      expect(name).toMatch(/^\p{Ll}/u)
      expect(means).toMatch(/\.$/)
    }
})
