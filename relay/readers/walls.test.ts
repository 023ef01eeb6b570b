import { describe, expect, test } from 'vitest'

import type { Observation } from '#core/observation.ts'

import { judge } from '#core/judge.ts'
import { ADDRESS_SIGNS, HEADER_SIGNS } from '#core/wall-signs.ts'
import { readStatic } from '#readers/static-document.ts'

import { GENERAL, HOSPITALITY, MATCH_URL, PMR_OPEN, psgPage } from '../test/psg-page.ts'
import { WALL_EXAMPLES } from '../test/wall-examples.ts'
import { WALLS } from './wall-table.ts'

function verdictOf(html: string, seen: Partial<Observation> = {}): string {
  const observation: Observation = {
    at: 1,
    durationMs: 1,
    url: MATCH_URL,
    finalUrl: MATCH_URL,
    chain: [MATCH_URL],
    status: 200,
    headers: {},
    failure: null,
    rendered: false,
    page: readStatic(html, { url: seen.finalUrl ?? MATCH_URL }),
    phases: {},
    ...seen,
  }
  const verdict = judge({ url: MATCH_URL, target: {} }, observation)
  return verdict.state === 'unknown' ? `unknown:${verdict.reason}` : verdict.state
}

const alone = (sign: string) => `<!doctype html><html><head></head><body>${sign}</body></html>`
const named = (sign: string) => alone(`<header><a href="/">Accueil</a></header><h1>Paris SG - OM</h1>${sign}`)
const cases = WALLS.flatMap(({ reason, vendor, grade }, at) =>
  (WALL_EXAMPLES[at]?.signs ?? []).map((sign) => ({ reason, vendor, grade, sign })),
)
const strong = cases.filter(({ grade }) => grade !== 'weak')
const weak = cases.filter(({ grade }) => grade === 'weak')

test('every entry has its own examples, and is the one that knows them', () => {
  expect(WALL_EXAMPLES.map(({ vendor }) => vendor)).toEqual(WALLS.map(({ vendor }) => vendor))
  for (const { vendor, grade, sign } of cases) {
    const { walls } = readStatic(alone(sign), { url: MATCH_URL })
    expect(walls, sign).toContainEqual(expect.objectContaining({ vendor, grade }))
  }
})

describe('a sign of a wall', () => {
  test.each(strong)('alone it is $reason: $vendor, $sign', ({ reason, sign }) => {
    expect(verdictOf(alone(sign))).toBe(`unknown:${reason}`)
  })
  test.each(strong)(
    'with the match in the heading alone it is the same: $vendor, $sign',
    ({ reason, sign }) => {
      const small = reason === 'consent' || sign.includes('_Incapsula')
      if (!small) expect(verdictOf(named(sign))).toBe(`unknown:${reason}`)
      expect(verdictOf(named(sign))).not.toBe('none')
    },
  )
  test.each(cases)('beside real offers it changes nothing: $vendor, $sign', ({ sign }) => {
    expect(verdictOf(psgPage({ after: sign }))).toBe('none')
    expect(verdictOf(psgPage({ before: sign, offers: GENERAL + HOSPITALITY + PMR_OPEN }))).not.toBe('none')
  })
  test.each(cases)('nor beside the site’s own empty notice: $vendor, $sign', ({ sign }) => {
    const offers = '<p>Aucune offre n’est disponible pour ce match.</p>'
    expect(verdictOf(psgPage({ after: sign, offers }))).toBe('none')
  })
  test.each(weak)('that healthy pages have too is never a wall: $vendor, $sign', ({ sign }) => {
    const words = '<p>Bienvenue à la billetterie officielle du club, ouverte tous les jours.</p>'
    expect(verdictOf(alone(sign + words))).toMatch(
      /^unknown:(?:layout-changed|needs-render|empty|not-settled)$/,
    )
  })
})

describe('a sign in the address', () => {
  test.each(ADDRESS_SIGNS)('$example is $reason', ({ example, reason }) => {
    expect(verdictOf(alone('<h1>Patientez</h1>'), { finalUrl: example })).toBe(`unknown:${reason}`)
  })
})

describe('a sign in the headers', () => {
  test.each(HEADER_SIGNS)('$name: $example.value is $reason', ({ name, example, reason }) => {
    const seen = { status: example.status, headers: { [name]: example.value } }
    expect(verdictOf(alone('<p>x</p>'), seen)).toBe(`unknown:${reason}`)
    expect(verdictOf('', { ...seen, page: null })).toBe(`unknown:${reason}`)
  })
  test.each(HEADER_SIGNS)('beside real offers it changes nothing: $name', ({ name, example }) => {
    expect(verdictOf(psgPage(), { status: 200, headers: { [name]: example.value } })).toBe('none')
  })
  test.each([
    ['server', 'cloudflare'],
    ['server', 'AkamaiGHost'],
    ['x-datadome', 'protected'],
    ['x-iinfo', '1-2-3'],
    ['cf-ray', '8c1'],
  ])('%s: %s names a vendor and no wall', (name, value) => {
    expect(verdictOf(alone('<p>Bienvenue à la billetterie</p>'), { headers: { [name]: value } })).toBe(
      'unknown:layout-changed',
    )
  })
})
