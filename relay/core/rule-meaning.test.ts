import type { Condition } from './rules.ts'

import { expect, test } from 'vitest'

import { MEANING_WORDS } from './rule-meaning-words.ts'
import { meaningOf } from './rule-meaning.ts'
import { METRICS } from './rules-facts.ts'
import { SHIPPED_RULES } from './rules-shipped.ts'

const fr = (condition: Condition, lasts = 0) =>
  meaningOf(condition, { locale: 'fr', lasts }).replaceAll(/\s/g, ' ')
const en = (condition: Condition) => meaningOf(condition, { locale: 'en' })

test('every metric that a rule may name has words in both languages, and no other has', () => {
  for (const { metrics } of Object.values(MEANING_WORDS))
    expect(Object.keys(metrics).toSorted()).toEqual([...METRICS.keys()].toSorted())
})

test('the shipped rules, in words', () => {
  expect(SHIPPED_RULES.map((rule) => fr(rule.expr, rule.for))).toEqual([
    'la part des veilles qui disent « inconnu » (par site) est au moins 100 %, sans interruption pendant 16 min',
    'l’arrêt des vérifications d’un site (1 ou 0) est au moins 1, sans interruption pendant 1 min',
    '(le temps depuis lequel les alertes d’un canal n’avancent plus dépasse 5 min) ou (le temps depuis lequel un canal est essayé en vain dépasse 10 min), sans interruption pendant 1 min',
    'la part des appels du jour déjà faits à un site est au moins 80 %',
    'la contradiction entre observateurs d’une page (1 ou 0) est au moins 1, sans interruption pendant 5 min',
    'la part utilisée de la base de données est au moins 80 %',
  ])
})

test('verdicts read as sentences; matches, growth and sums are said', () => {
  const seat = { kind: 'verdict', states: ['available'] } as const
  expect(en({ kind: 'compare', left: seat, op: '==', right: 1 })).toBe('a watch says “a seat”')
  expect(en({ kind: 'compare', left: seat, op: '!=', right: 1 })).toBe('a watch does not say “a seat”')
  expect(
    en({
      kind: 'compare',
      left: {
        ...seat,
        states: ['none', 'unknown'],
        match: [{ label: 'host', op: 'not-in', values: ['a', 'b'] }],
      },
      op: '==',
      right: 1,
    }),
  ).toBe('a watch says “no seat” or “unknown” (where site is not “a” or “b”)')
  expect(
    fr({
      kind: 'compare',
      left: {
        kind: 'sum',
        of: { kind: 'increase', name: 'vigie_checks_total', window: 90 },
        by: ['state'],
      },
      op: '<',
      right: 1.5,
    }),
  ).toBe('la somme de : la hausse en 90 s de : le nombre de vérifications (par état) est sous 1,5')
  expect(
    en({
      kind: 'absent',
      name: 'vigie_outbox_depth',
      match: [{ label: 'constructor', op: '=', value: 'x' }],
    }),
  ).toBe('there is no: the number of alerts to send (where constructor is “x”)')
  expect(en({ kind: 'compare', left: { kind: 'metric', name: 'toString' }, op: '>', right: 2 })).toBe(
    'toString is above 2',
  )
})
