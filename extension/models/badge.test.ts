import { expect, test } from 'vitest'

import { alert, available, blind, follow, known, none, sight } from '../test/known-samples.ts'
import { badgeOf } from './badge.ts'
import { viewOf } from './view.ts'

const now = Date.UTC(2026, 10, 20, 14)

type Part = Parameters<typeof known>[1]

const badge = (part: Part) => badgeOf(viewOf(known(now, part), now))

const two = [follow(), follow({ id: 'fcn', name: 'Paris SG – Nantes' })]
const calm = [sight({ verdict: none, at: now }), sight({ followId: 'fcn', verdict: none, at: now })]
const isBlind = [sight({ verdict: blind('queue'), at: now }), calm[1] ?? sight({ verdict: none, at: now })]
const open = [alert({ openedAt: now })]

test.each<[string, Part, string, string]>([
  ['nothing followed', {}, '', 'Vigie : aucun match suivi'],
  ['calm', { follows: two, sights: calm }, '', 'Vigie : pas de place PMR, 2 matchs guettés'],
  ['first looks', { follows: two }, '', 'Vigie : premiers regards à venir'],
  [
    'an alert before everything else',
    { follows: two, sights: isBlind, alerts: open, online: false, access: {} },
    '1',
    'Vigie : places PMR disponibles, Paris SG – Marseille',
  ],
  [
    'an alert that was seen is a number no more',
    {
      follows: two,
      sights: [sight({ verdict: available, at: now })],
      alerts: [alert({ openedAt: now, seenAt: now })],
    },
    '',
    'Vigie : places PMR déjà vues, Paris SG – Marseille',
  ],
  [
    'an alert that nobody has confirmed for long counts, and is not said to be there',
    {
      follows: two,
      sights: [sight({ verdict: available, at: now - 720_000 })],
      alerts: [alert({ openedAt: now - 840_000 })],
    },
    '1',
    'Vigie : à vérifier, Paris SG – Marseille',
  ],
  [
    'an error before a pause',
    { follows: two, sights: isBlind },
    '!',
    'Vigie ne voit pas tout : Paris SG – Marseille',
  ],
  [
    'an access that is gone, before offline',
    { follows: two, sights: calm, access: { om: true }, online: false },
    '!',
    'Vigie ne voit pas tout : Paris SG – Nantes',
  ],
  [
    'a pause before offline',
    { follows: two, sights: calm, online: false, settings: { pausedAll: { until: null } } },
    '‖',
    'Vigie : en pause, personne ne guette',
  ],
  [
    'something to look at',
    { follows: two, sights: [sight({ verdict: blind('ambiguous-offer'), at: now }), ...calm.slice(1)] },
    '',
    'Vigie : à vérifier, Paris SG – Marseille',
  ],
  ['offline', { follows: two, sights: calm, online: false }, '–', 'Vigie : hors ligne'],
  [
    'asleep',
    { follows: two, sights: calm, wokeAt: now - 600_000 },
    '–',
    'Vigie : personne ne regardait, ordinateur en veille ou navigateur fermé',
  ],
])('%s', (_, part, text, title) => {
  expect(badge(part)).toMatchObject({ text, title })
})

test('one paused match among others is no mark', () => {
  const follows = [follow({ paused: { until: null } }), ...two.slice(1)]
  expect(badge({ follows, sights: calm }).text).toBe('')
})

test('many alerts: the number is bounded, the title names three', () => {
  const follows = Array.from({ length: 120 }, (_, index) =>
    follow({ id: `f${index}`, name: `Match ${index}` }),
  )
  const alerts = follows.map(({ id }, index) =>
    alert({ id: `r${index}`, followId: id, openedAt: now - index }),
  )
  expect(badge({ follows, alerts })).toEqual({
    text: '99+',
    title: 'Vigie : places PMR disponibles, Match 0, Match 1, Match 2, et 117 autres',
    tone: 'open',
  })
  expect(badge({ follows, alerts, settings: { language: 'en' } }).title).toBe(
    'Vigie: wheelchair seats available, Match 0, Match 1, Match 2, and 117 more',
  )
})
