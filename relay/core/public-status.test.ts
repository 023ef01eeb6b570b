import type { FeedMessage, PublicWatch, StatusDocument } from './status.ts'

import { anything, assert, json, property } from 'fast-check'
import { expect, test } from 'vitest'

import { parseFeedMessage, parseStatus } from './public-status.ts'

const watch: PublicWatch = {
  id: 'om',
  name: 'Paris SG – Marseille',
  url: 'https://club.example/om',
  verdict: {
    state: 'available',
    offers: [{ type: 'PMR', fingerprint: 'a', name: 'PMR', price: '45,00 €', quantity: 2 }],
  },
  lastCheckAt: 2,
  lastGoodCheckAt: 1,
  checks: 3,
  releases: 1,
  how: { mode: 'learning', why: 'comparing', of: { done: 2, wanted: 3 }, patienceMs: 2000 },
  gap: { from: 1, to: 2 },
  reported: { at: 2, devices: 1 },
  reporters: [{ kind: 'relay-fetch', verdict: { state: 'unknown', reason: 'queue', detail: 'x' }, at: 2 }],
  blindSince: null,
  openSince: 1,
  checkSeconds: 60,
}
const none: PublicWatch = {
  ...watch,
  id: 'fcn',
  verdict: {
    state: 'none',
    proof: { anchor: 'h1', kind: 'sold-out', detail: 'Complet' },
    notes: [
      { kind: 'opensAt', text: 'Ouverture le 12/12', at: 7 },
      { kind: 'partial', text: 'extension' },
    ],
  },
}
const totals: StatusDocument['totals'] = { checks: 3, alerts: 1, availabilityRate: 0.5, watches: 2 }
const status = { at: 5, version: '0.1.0', totals, watches: [watch, none] }

test('a status comes through whole, and old field names are left behind', () => {
  expect(parseStatus(JSON.parse(JSON.stringify({ ...status, bot_actif: true, matchs: [] })))).toEqual(status)
})

test('what a later relay may add is left out, and the rest stays', () => {
  const notes = [{ kind: 'moon', text: 'x' }, { kind: 'date' }, null]
  const later = {
    ...none,
    how: { mode: 'telepathy' },
    gap: 7,
    reported: { at: 2 },
    verdict: { ...none.verdict, notes },
  }
  const read = parseStatus({ ...status, watches: [later] })
  const { how: _how, gap: _gap, reported: _reported, verdict, ...rest } = none
  const { notes: _notes, ...bare } = verdict
  expect(read?.watches).toEqual([{ ...rest, verdict: bare }])
})

test.each([
  ['no watches', { ...status, watches: undefined }],
  ['a watch without verdict', { ...status, watches: [{ ...watch, verdict: undefined }] }],
  ['an unknown verdict', { ...status, watches: [{ ...watch, verdict: { state: 'maybe' } }] }],
  [
    'an unknown reason',
    { ...status, watches: [{ ...watch, verdict: { state: 'unknown', reason: 'moon' } }] },
  ],
  ['none without proof', { ...status, watches: [{ ...watch, verdict: { state: 'none' } }] }],
  [
    'available without offers',
    { ...status, watches: [{ ...watch, verdict: { state: 'available', offers: [] } }] },
  ],
  ['a text for a number', { ...status, at: '5' }],
  ['an error', { error: { code: 'x', message: 'y' } }],
])('%s is not a status', (_, value) => {
  expect(parseStatus(value)).toBeNull()
})

test('feed messages come through, log lines and nonsense do not', () => {
  const messages: FeedMessage[] = [
    { type: 'hello', at: 1, cursor: 0, admin: false },
    { type: 'watch', watch, previous: 'none' },
    { type: 'watch', watch: none, previous: null },
    { type: 'removed', id: 'om' },
    { type: 'order', ids: ['om', 'psg'] },
  ]
  for (const message of messages) expect(parseFeedMessage(JSON.stringify(message))).toEqual(message)
  const line = { cursor: 1, at: 1, level: 'info', message: 'x' }
  expect(parseFeedMessage(JSON.stringify({ type: 'log', line }))).toBeNull()
  expect(parseFeedMessage('{')).toBeNull()
  expect(parseFeedMessage(new ArrayBuffer(1))).toBeNull()
})

test('no answer whatever makes the readers throw', () => {
  assert(
    property(anything(), json(), (value, frame) => {
      parseStatus(value)
      parseStatus({ ...status, watches: [value] })
      parseStatus({ ...status, watches: [{ ...watch, verdict: value, reporters: [value] }] })
      parseFeedMessage(frame)
      parseFeedMessage(value)
    }),
  )
})
