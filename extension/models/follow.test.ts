import type { Follow } from '../db/types.ts'

import { anything, assert, property, string, webUrl } from 'fast-check'
import { describe, expect, test } from 'vitest'

import { exportFollows } from './follow-export.ts'
import { readFollows } from './follow-import.ts'
import { draftOf, editFollow, isOver, makeFollow, readDraft, suggest } from './follow.ts'
import { readPageAddress } from './page-address.ts'
import { readTarget } from './target.ts'

const NOON = Date.UTC(2026, 10, 20, 11)

function made(value: object): Follow {
  const read = readDraft(value)
  if (!read.ok) throw new Error(JSON.stringify(read.refusal))
  return makeFollow(read, { id: 'f1', now: NOON })
}

describe('the address of a page', () => {
  test.each([
    ['https://billetterie.psg.fr/fr/match', 'https://billetterie.psg.fr/fr/match'],
    ['  billetterie.psg.fr/fr/match#places ', 'https://billetterie.psg.fr/fr/match'],
    ['HTTPS://Billetterie.PSG.fr', 'https://billetterie.psg.fr/'],
    ['http://localhost:8090/om', 'http://localhost:8090/om'],
    ['http://127.0.0.1:8090/om', 'http://127.0.0.1:8090/om'],
    ['http://[::1]:8090/om', 'http://[::1]:8090/om'],
  ])('%s is taken', (given, url) => {
    expect(readPageAddress(given)).toMatchObject({ ok: true, url })
  })

  test.each([
    [' ', 'empty'],
    ['http://billetterie.psg.fr', 'not-https'],
    ['http://192.168.1.4/om', 'not-https'],
    ['http://127.0.0.1.evil.example', 'not-https'],
    ['javascript:alert(1)', 'not-an-address'],
    ['file:///etc/passwd', 'not-an-address'],
    ['chrome://settings', 'not-an-address'],
    ['ftp://billetterie.psg.fr', 'not-https'],
    ['data:text/html,hello', 'not-an-address'],
    ['paris', 'not-an-address'],
    ['https://me:secret@billetterie.psg.fr', 'has-password'],
    [`https://billetterie.psg.fr/${'a'.repeat(3000)}`, 'too-long'],
  ])('%s is refused: %s', (given, problem) => {
    expect(readPageAddress(given)).toEqual({ ok: false, problem })
  })
})

describe('a draft', () => {
  test('takes the usual where something is left out', () => {
    expect(readDraft({ name: ' Paris SG –\n OM ', url: 'billets.example/om' })).toMatchObject({
      ok: true,
      host: 'billets.example',
      draft: {
        name: 'Paris SG – OM',
        target: {},
        date: null,
        pace: 'normal',
        relayWatchId: null,
        window: false,
      },
    })
  })

  test.each([
    [{ url: 'https://a.example' }, { field: 'name', problem: 'empty' }],
    [
      { name: 'x'.repeat(121), url: 'https://a.example' },
      { field: 'name', problem: 'too-long' },
    ],
    [{ name: 'x' }, { field: 'url', problem: 'empty' }],
    [
      { name: 'x', url: 'https://a.example', date: '2026-02-30' },
      { field: 'date', problem: 'not-a-date' },
    ],
    [
      { name: 'x', url: 'https://a.example', pace: 'now' },
      { field: 'pace', problem: 'unknown' },
    ],
    [
      { name: 'x', url: 'https://a.example', target: { selector: '[pmr' } },
      { field: 'target', part: 'selector', problem: 'not-a-selector' },
    ],
    [
      { name: 'x', url: 'https://a.example', target: { places: 1.5 } },
      { field: 'target', part: 'places', problem: 'not-a-number' },
    ],
  ])('%j is refused with the name of its field', (given, refusal) => {
    expect(readDraft(given)).toEqual({ ok: false, refusal })
  })

  test('nothing whatever makes it throw', () => {
    assert(
      property(anything(), anything(), anything(), (name, url, target) => {
        readDraft({ name, url, target })
        readDraft(target)
        readTarget(url)
        if (typeof url === 'string') readPageAddress(url)
      }),
    )
  })

  test('what is taken stays as it is when it is read again', () => {
    assert(
      property(string({ minLength: 1 }), webUrl(), (name, url) => {
        const read = readDraft({ name, url: url.replace('http:', 'https:') })
        if (read.ok) expect(readDraft(read.draft)).toEqual(read)
      }),
    )
  })
})

test('a change keeps the rest, and a date of today or later brings back what had retired', () => {
  const old = { ...made({ name: 'OM', url: 'https://a.example/om', date: '2026-11-01' }), retiredAt: NOON }
  const later = editFollow(old, { date: '2026-11-20' }, NOON + 1)
  expect(later).toMatchObject({
    ok: true,
    follow: { name: 'OM', retiredAt: null, updatedAt: NOON + 1, createdAt: NOON },
  })
  expect(editFollow(old, { name: 'Marseille' }, NOON)).toMatchObject({
    ok: true,
    follow: { retiredAt: NOON },
  })
  const linked = { ...old, relayWatchId: 'w1' }
  expect(editFollow(linked, { url: `${old.url}?utm_source=mail` }, NOON)).toMatchObject({
    follow: { relayWatchId: 'w1' },
  })
  expect(editFollow(linked, { url: 'https://a.example/other' }, NOON)).toMatchObject({
    follow: { relayWatchId: null },
  })
  expect(editFollow(old, { url: 'http://a.example' }, NOON)).toEqual({
    ok: false,
    refusal: { field: 'url', problem: 'not-https' },
  })
})

test('an event is over the day after, in Paris', () => {
  const midnight = Date.UTC(2026, 10, 20, 23)
  expect(isOver('2026-11-20', midnight - 1)).toBe(false)
  expect(isOver('2026-11-20', midnight)).toBe(true)
  expect(isOver(null, midnight)).toBe(false)
})

test('a page is suggested by its own heading, without the site’s name', () => {
  const page = { url: 'https://billetterie.psg.fr/fr/om#places', title: 'Paris SG – OM | Billetterie PSG' }
  expect(suggest({ ...page, facts: null })).toMatchObject({
    draft: { name: 'Paris SG – OM', url: 'https://billetterie.psg.fr/fr/om', date: null },
  })
  expect(suggest({ url: 'chrome://newtab', title: 'x', facts: null })).toBeNull()
  expect(suggest({ url: 'https://a.example', title: ' ', facts: null })?.draft.name).toBe('a.example')
})

describe('a file', () => {
  const follows = [
    made({ name: 'OM', url: 'https://a.example/om', date: '2027-01-02', pace: 'hot', target: { places: 2 } }),
    made({ name: 'Lyon', url: 'https://a.example/ol' }),
  ]

  test('comes back as it was written, but for what belongs to one relay', () => {
    const linked = follows.map((follow) => ({ ...follow, relayWatchId: 'w1' }))
    const { drafts, issues } = readFollows(exportFollows(linked, NOON))
    expect(issues).toEqual([])
    expect(drafts.map(({ draft }) => draft)).toEqual(follows.map(draftOf))
  })

  test('of the old bot is taken', () => {
    const matches = [
      { nom: 'PSG - OM', url: 'https://a.example/om' },
      { nom: 'PSG - OL', url: 'https://a.example/ol' },
    ]
    expect(readFollows(`\uFEFF${JSON.stringify(matches)}`).drafts.map(({ draft }) => draft.name)).toEqual([
      'PSG - OM',
      'PSG - OL',
    ])
  })

  test('tells by its place what cannot be taken, and gives the rest', () => {
    const matches = [
      { nom: 'OM', url: 'https://a.example/om' },
      { nom: '' },
      7,
      { nom: 'x', url: 'http://b.example' },
    ]
    const { drafts, issues } = readFollows(JSON.stringify(matches))
    expect(drafts).toHaveLength(1)
    expect(issues).toEqual([
      { path: '1.name', problem: 'empty' },
      { path: '2.name', problem: 'empty' },
      { path: '3.url', problem: 'not-https' },
    ])
  })

  test.each([
    ['{', 'not-json'],
    ['7', 'not-a-list'],
    ['{"follows":{}}', 'not-a-list'],
    [`[${'1,'.repeat(600)}1]`, 'too-many'],
    ['['.padEnd(1_000_001), 'too-long'],
  ])('%j is refused whole', (text, problem) => {
    expect(readFollows(text)).toMatchObject({ drafts: [], issues: [{ problem }] })
  })

  test('of anything does not throw', () => {
    assert(
      property(anything(), string(), (value, text) => {
        readFollows(JSON.stringify(value) ?? '')
        readFollows(text)
      }),
    )
  })
})
