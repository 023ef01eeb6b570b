import type { Known } from '../known.ts'

import { expect, test } from 'vitest'

import { fr } from '../locales/fr.ts'
import { alert, blind, follow, known, none, sight } from '../test/known-samples.ts'
import { newsOf } from './news.ts'
import { viewOf } from './view.ts'

const now = Date.UTC(2026, 10, 20, 14)

const two = [follow(), follow({ id: 'fcn', name: 'Paris SG – Nantes' })]
const calm = known(now, {
  follows: two,
  sights: [sight({ verdict: none, at: now }), sight({ followId: 'fcn', verdict: none, at: now })],
})
const open = [alert({ openedAt: now }), alert({ id: 'r2', followId: 'fcn', openedAt: now - 1 })]

const plain = (text: string) => text.replaceAll(/\s/g, ' ')

function news(before: Known | null, after: Known, asked: string[] = []) {
  const last = before === null ? null : viewOf(before, now)
  const told = newsOf(last, viewOf(after, now), { words: fr, now, asked: new Set(asked) })
  return { urgent: plain(told.urgent), polite: plain(told.polite) }
}

test('an alert is said once, aloud, and also when the page is opened', () => {
  const alerted = { ...calm, alerts: open.slice(0, 1) }
  const said = { urgent: 'Places PMR disponibles : Paris SG – Marseille.', polite: '' }
  expect(news(null, alerted)).toEqual(said)
  expect(news(calm, alerted)).toEqual(said)
  expect(news(alerted, alerted)).toEqual({ urgent: '', polite: '' })
})

test('what nobody has confirmed for long is read on its card, and not said to be there', () => {
  const old = { ...calm, sights: [], alerts: [alert({ openedAt: now - 900_000 })] }
  expect(news(null, old)).toEqual({ urgent: '', polite: '' })
})

test('several at once are one sentence', () => {
  expect(news(calm, { ...calm, alerts: open }).urgent).toBe(
    'Places PMR disponibles pour 2 matchs : Paris SG – Marseille, Paris SG – Nantes.',
  )
})

test('one that was seen is not said again; one that is gone is said with its time', () => {
  const alerted = { ...calm, alerts: open.slice(0, 1) }
  const seen = { ...calm, alerts: [alert({ openedAt: now, seenAt: now })] }
  expect(news(alerted, seen)).toEqual({ urgent: '', polite: '' })
  const gone = { ...calm, alerts: [alert({ openedAt: now, goneAt: now })] }
  expect(news(alerted, gone).polite).toMatch(/^Paris SG – Marseille : places parties à \d\d:\d\d\.$/)
})

test('what turns for the worse is said once, several in one sentence; what stood there at opening is read', () => {
  const blinded = {
    ...calm,
    sights: two.map(({ id }) => sight({ followId: id, verdict: blind('queue'), at: now })),
  }
  expect(news(calm, blinded).polite).toBe('Page illisible : 2 matchs.')
  expect(news(blinded, blinded).polite).toBe('')
  expect(news(null, blinded).polite).toBe('')
  expect(news(calm, { ...calm, access: { fcn: true } }).polite).toBe(
    'Paris SG – Marseille : Pas d’accès au site.',
  )
})

test('that all is well is said only to who asked', () => {
  const blinded = { ...calm, sights: [sight({ verdict: blind('queue'), at: now }), ...calm.sights.slice(1)] }
  expect(news(blinded, calm).polite).toBe('')
  expect(news(blinded, calm, ['om']).polite).toBe('Paris SG – Marseille : Pas de place PMR.')
})
