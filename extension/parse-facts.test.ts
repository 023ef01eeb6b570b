import type { Observation, PageFacts } from '#core/observation.ts'

import { anything, assert, constantFrom, property } from 'fast-check'
import { describe, expect, test } from 'vitest'

import { judge } from '#core/judge.ts'
import { readStatic } from '#readers/static-document.ts'

import { GENERAL, MATCH_URL, PMR_OPEN, offer, psgPage } from '../relay/test/psg-page.ts'
import { parseFacts } from './parse-facts.ts'

const LONG = 'Tribune Boulogne fauteuil roulant '.repeat(400)

const PAGES = {
  open: psgPage({ offers: GENERAL + PMR_OPEN }),
  none: psgPage({ offers: GENERAL }),
  long: psgPage({
    offers: GENERAL + offer('PMR', `<h3>${LONG}</h3><p>${LONG}</p><span class="price">45,00 €</span>`),
    after: `<p>Match reporté au 12/12/2027. ${LONG}</p>`,
  }),
  many: psgPage({ offers: Array.from({ length: 60 }, (_, index) => offer(`PMR-${index}`, LONG)).join('') }),
  wall: '<title>Just a moment...</title><script src="/cdn-cgi/challenge-platform/x"></script><h1>Verify</h1>',
  empty: '',
}

const read = (html: string): PageFacts => readStatic(html, { url: MATCH_URL, event: 'Paris SG OM' })
/** As it comes out of a page: through a clone, and without the pictures of rows. */
const sent = (facts: PageFacts): unknown => structuredClone(facts)
const less = (facts: PageFacts): PageFacts => ({
  ...facts,
  evidence: facts.evidence === null ? null : { ...facts.evidence, rows: [] },
})

const observed = (page: PageFacts | null): Observation => ({
  at: 1,
  durationMs: 1,
  url: MATCH_URL,
  finalUrl: MATCH_URL,
  chain: [],
  status: 200,
  headers: {},
  failure: null,
  rendered: true,
  phases: {},
  page,
})

describe('what a reader says', () => {
  test.each(Object.entries(PAGES))('%s comes through as it was read', (_, html) => {
    const facts = read(html)
    expect(parseFacts(sent(facts))).toEqual(less(facts))
  })

  test('is judged as the facts themselves are', () => {
    const facts = read(PAGES.open)
    const watch = { url: MATCH_URL, target: {} }
    const verdict = judge(watch, observed(facts))
    expect(verdict.state).not.toBe('none')
    expect(judge(watch, observed(parseFacts(sent(facts))))).toEqual(verdict)
  })
})

const FACTS = read(PAGES.open)

test('one field that makes no sense spoils the whole: half of a reading could say that nothing is there', () => {
  for (const name of Object.keys(FACTS)) {
    expect(parseFacts({ ...FACTS, [name]: undefined })).toBeNull()
    expect(parseFacts({ ...FACTS, [name]: () => 'x' })).toBeNull()
  }
  const [target] = FACTS.targets
  expect(parseFacts({ ...FACTS, targets: [{ ...target, drawn: 'maybe' }] })).toBeNull()
  expect(parseFacts({ ...FACTS, siblings: [{ type: 'x', count: -1 }] })).toBeNull()
})

test('whatever a page writes, what comes out is bounded and can be judged', () => {
  const names = constantFrom(...Object.keys(FACTS))
  assert(
    property(names, anything(), anything(), (name, value, all) => {
      parseFacts(all)
      const facts = parseFacts({ ...FACTS, [name]: value })
      if (facts === null) return
      expect(JSON.stringify(facts).length).toBeLessThan(200_000)
      judge({ url: MATCH_URL, target: {} }, observed(facts))
    }),
    { numRuns: 500 },
  )
})
