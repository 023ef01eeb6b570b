import type { Moment, Send, Sent } from './sends.ts'
import type { OfferRow, PageFacts } from '#core/observation.ts'

import { describe, expect, test } from 'vitest'

import { judge } from '#core/judge.ts'
import { readStatic } from '#readers/static-document.ts'

import { GENERAL, HOSPITALITY, MATCH_URL, PMR_OPEN, offer, psgPage } from '../../relay/test/psg-page.ts'
import { isHopeful, NOTHING_SENT, noteSent, rowKey, whatToSend } from './sends.ts'

const drawn = (row: OfferRow): OfferRow => ({ ...row, drawn: 'drawn' })

/** As a live document would be read. */
function read(html: string): PageFacts {
  const facts = readStatic(html, { url: MATCH_URL })
  return { ...facts, styled: true, targets: facts.targets.map(drawn) }
}

const OPEN = read(psgPage({ offers: GENERAL + PMR_OPEN }))
const NONE = read(psgPage())
const DEAR = read(psgPage({ offers: GENERAL + PMR_OPEN.replace('45,00', '145,00') }))
const GONE = read(psgPage({ offers: GENERAL + offer('PMR', '<h3>PMR</h3><p>Épuisé</p>') }))
const WALL = read('<!doctype html><html><body><h1>Vous êtes dans la file d’attente.</h1></body></html>')

const at = Date.UTC(2026, 10, 20, 12)
const still: Omit<Moment, 'facts'> = {
  hopeFor: null,
  likeFor: 0,
  quietFor: 60_000,
  loadedFor: 60_000,
  doubt: null,
  isOld: false,
  dataAt: at - 60_000,
  at,
}
const moment = (facts: PageFacts, part: Partial<Moment> = {}): Moment => ({ ...still, facts, ...part })
const why = (given: Moment, sent: Sent = NOTHING_SENT): Send['why'] | undefined =>
  whatToSend(given, sent)?.why

function after(...given: Moment[]): Sent {
  let sent = NOTHING_SENT
  for (const each of given) {
    const send = whatToSend(each, sent)
    if (send !== null) sent = noteSent(sent, send, each)
  }
  return sent
}

const keys = (facts: PageFacts) => facts.targets.filter((row) => isHopeful(row, at)).map(rowKey)

function verdictOf({ facts }: Moment, send: Send | null) {
  const page = { ...facts, settle: { ...facts.settle, ...send?.settle } }
  const about = { durationMs: 0, url: MATCH_URL, finalUrl: MATCH_URL, chain: [], status: null, headers: {} }
  return judge(
    { url: MATCH_URL, target: {} },
    { ...about, at, failure: null, rendered: true, page, phases: {} },
  ).state
}

describe('a row that can be had', () => {
  test('is sent after it stood for 100 ms in a page that has long been drawn', () => {
    expect(why(moment(OPEN, { hopeFor: 99, quietFor: 99, doubt: 'moving' }))).toBeUndefined()
    const stood = moment(OPEN, { hopeFor: 100, quietFor: 100, doubt: 'moving' })
    expect(why(stood)).toBe('positive')
    expect(verdictOf(stood, whatToSend(stood, NOTHING_SENT))).toBe('available')
  })
  test('has to stand for 500 ms while the page is young, and may be painted over', () => {
    for (const loadedFor of [null, 0, 1999]) {
      expect(why(moment(OPEN, { hopeFor: 499, loadedFor, doubt: 'loading' }))).toBeUndefined()
      expect(why(moment(OPEN, { hopeFor: 500, loadedFor, doubt: 'loading' }))).toBe('positive')
    }
  })
  test('counts in a hidden tab and in a page that was not scrolled through', () => {
    for (const doubt of ['hidden', 'unseen', 'dropped'] as const)
      expect(why(moment(OPEN, { hopeFor: 120, doubt }))).toBe('positive')
  })
  test('that the page draws anew all the time counts after 500 ms all the same', () => {
    expect(why(moment(OPEN, { hopeFor: 20, likeFor: 499, doubt: 'moving' }))).toBeUndefined()
    expect(why(moment(OPEN, { hopeFor: 20, likeFor: 500, doubt: 'moving' }))).toBe('positive')
  })
  test('does not count while the former address’s content may stand', () => {
    expect(why(moment(OPEN, { hopeFor: 5000, isOld: true, doubt: 'loading' }))).toBeUndefined()
  })
  test('is sent once, then once more as the page’s settled reading, and no more', () => {
    const open = moment(OPEN, { hopeFor: 200, doubt: 'moving' })
    expect(why(open, after(open))).toBeUndefined()
    const settled = moment(OPEN, { hopeFor: 9000 })
    expect(why(settled, after(open))).toBe('quiet')
    expect(verdictOf(settled, whatToSend(settled, after(open)))).toBe('available')
    expect(why(settled, after(open, settled))).toBeUndefined()
  })
  test('is sent again when what it says changed, and after it was away', () => {
    const open = moment(OPEN, { hopeFor: 200, doubt: 'moving' })
    expect(why(moment(DEAR, { hopeFor: 200, doubt: 'moving' }), after(open))).toBe('positive')
    const gone = moment(NONE, { quietFor: 600, doubt: 'unseen' })
    expect(why(open, after(open, gone))).toBe('positive')
  })
  test('is known by its words and its link, wherever in the list it stands', () => {
    expect(keys(OPEN)).toHaveLength(1)
    expect(keys(read(psgPage({ offers: HOSPITALITY + PMR_OPEN + GENERAL })))).toEqual(keys(OPEN))
    expect(keys(GONE)).toEqual([])
  })
})

describe('that there is none', () => {
  test('is sent as proof only without a doubt', () => {
    const none = moment(NONE)
    expect(why(none)).toBe('quiet')
    expect(verdictOf(none, whatToSend(none, NOTHING_SENT))).toBe('none')
  })
  test.each(['hidden', 'loading', 'moving', 'unseen', 'dropped'] as const)(
    'is none with a doubt: %s',
    (doubt) => {
      const none = moment(NONE, { doubt })
      const send = whatToSend(none, NOTHING_SENT)
      expect(send?.settle.state).toBe('deadline')
      expect(verdictOf(none, send)).toBe('unknown')
    },
  )
  test('is told again when newer data says the same, but not at every answer', () => {
    const none = moment(NONE)
    const newer = { dataAt: at + 5000 }
    expect(why(moment(NONE, { ...newer, at: at + 5000 }), after(none))).toBeUndefined()
    expect(why(moment(NONE, { ...newer, at: at + 15_000 }), after(none))).toBe('quiet')
    expect(why(moment(NONE, { at: at + 60_000 }), after(none))).toBeUndefined()
  })
  test('a row that is sold out is proof like any other', () => {
    const gone = moment(GONE)
    expect(verdictOf(gone, whatToSend(gone, NOTHING_SENT))).toBe('none')
  })
  test('is said of a row that left, once its absence stood', () => {
    const sent = after(moment(OPEN, { hopeFor: 200, doubt: 'moving' }))
    expect(why(moment(NONE, { quietFor: 400, doubt: 'unseen' }), sent)).toBeUndefined()
    expect(why(moment(NONE, { quietFor: 500, doubt: 'unseen' }), sent)).toBe('changed')
    expect(why(moment(NONE, { quietFor: 1900, doubt: 'moving' }), sent)).toBeUndefined()
    expect(why(moment(NONE, { quietFor: 2000 }), sent)).toBe('quiet')
  })
  test('is news after a seat, though the page reads as it did before', () => {
    const [none, open] = [moment(NONE), moment(OPEN, { hopeFor: 200, doubt: 'moving' })]
    expect(why(none, after(none, open))).toBe('quiet')
  })
})

describe('a page that cannot prove anything', () => {
  const unseen = moment(NONE, { doubt: 'unseen' })
  test('says why, once for each reason', () => {
    expect(why(unseen)).toBe('first')
    expect(why(unseen, after(unseen))).toBeUndefined()
    expect(why(moment(NONE, { doubt: 'hidden' }), after(unseen))).toBe('changed')
  })
  test('is waited for while it moves, but not for ever', () => {
    expect(why(moment(NONE, { doubt: 'moving', quietFor: 4999 }))).toBeUndefined()
    expect(why(moment(NONE, { doubt: 'moving', quietFor: 5000 }))).toBe('first')
  })
})

describe('a wall', () => {
  test('is told when it stood for two seconds, once, in a hidden tab too', () => {
    expect(why(moment(WALL, { quietFor: 1999, doubt: 'hidden' }))).toBeUndefined()
    const stood = moment(WALL, { doubt: 'hidden' })
    expect(why(stood)).toBe('wall')
    expect(why(stood, after(stood))).toBeUndefined()
  })
  test('is not told of a page that still loads', () => {
    expect(why(moment(WALL, { loadedFor: null, doubt: 'loading' }))).toBeUndefined()
  })
})
