import { describe, expect, test } from 'vitest'

import type { SeatsTarget } from '#core/watch.ts'

import { LIMITS } from '#core/observation.ts'
import { readStatic } from '#readers/static-document.ts'

import { GENERAL, HOSPITALITY, MATCH_URL, PMR_OPEN, offer, psgPage } from '../test/psg-page.ts'

const read = (html: string, target: SeatsTarget = {}) => readStatic(html, { url: MATCH_URL, ...target })
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length
const shown = (inner: string, attributes = '') =>
  read(psgPage({ offers: GENERAL + offer('PMR', inner, attributes) })).evidence?.rows[0]?.html ?? ''

const hash = (offers: string) => read(psgPage({ offers })).evidence?.areaHash

describe('what is kept of a row', () => {
  test('is its markup, so that its build can be learnt', () => {
    const html = shown(
      '<h3>Place PMR</h3><span class="price">45,00 €</span><button disabled>Réserver</button>',
    )
    expect(html).toBe(
      '<div class="offer" data-offer-type="PMR"><h3>Place PMR</h3><span class="price">45,00 €</span>' +
        '<button disabled>Réserver</button></div>',
    )
  })

  test('has no scripts, no handlers, and nothing that opens something or names someone', () => {
    const html = shown(
      `<script>steal("token")</script><style>p{}</style><template>hidden</template>
      <a href="/acheter?session=abcdef0123456789abcdef&cat=1" onclick="go()">Réserver</a>
      <a href="javascript:alert(1)">x</a><img src="data:text/html,x">
      <input type="hidden" name="csrf" value="s3cr3tvalue"><input type="submit" value="Réserver">
      <p>Bonjour Camille Durand, camille@example.org, 06 12 34 56 78</p>`,
      'data-csrf-token="zzz" data-key="0123456789abcdef0123456789abcdef"',
    )
    for (const secret of [
      'steal',
      'p{}',
      'hidden</',
      'onclick',
      'abcdef0123456789',
      'javascript',
      'data:text',
      's3cr3t',
      'Camille',
      'example.org',
      '06 12',
      'zzz',
      '0123456789abcdef',
    ])
      expect(html).not.toContain(secret)
    expect(html).toContain('cat=1')
    expect(html).toContain('value="Réserver"')
  })

  test('stands beside what proves the page, and a hint where data holds the word', () => {
    const { evidence } = read(
      psgPage({ after: '<script id="__NEXT_DATA__" type="application/json">{"name":"Place PMR"}</script>' }),
      { event: 'Paris SG OM' },
    )
    expect(evidence?.anchors).toEqual([
      'offers: GP × 1, HOSPITALITE × 1',
      'event: Paris SG OM',
      'heading: Paris SG - OM',
    ])
    expect(evidence?.data).toBe('__NEXT_DATA__: PMR')
    expect(read(psgPage()).evidence?.data).toBeNull()
  })

  test('says the area changed when its build or its words did, and not for a price', () => {
    expect(hash(GENERAL + HOSPITALITY)).toBe(hash(GENERAL.replace('85,00', '79,00') + HOSPITALITY))
    expect(hash(GENERAL + HOSPITALITY)).not.toBe(hash(GENERAL + HOSPITALITY + PMR_OPEN))
  })
})

const wide = '漢"\\\u0001\uD800é'
const HOSTILE: [string, string][] = [
  ['rows of markup', offer('PMR', `<p class="${'x '.repeat(90)}">45 €</p>`.repeat(60)).repeat(100)],
  [
    'wide letters',
    offer(
      'PMR',
      `<h3>${wide.repeat(200)}</h3> 45 € <a href="/${'a'.repeat(690)}">${wide.repeat(90)}</a>`,
    ).repeat(500),
  ],
  [
    'wide types',
    Array.from({ length: 3000 }, (_, at) => offer(`${wide.repeat(30)}${at}`, '45 €')).join('') +
      PMR_OPEN.repeat(30),
  ],
  ['one endless row', offer('PMR', `45 € ${'<b>&quot;é</b>'.repeat(70_000)}`)],
]

test.each(HOSTILE)('a page of 1 MB of %s stays within its bytes', (_, rows) => {
  const offers = rows.repeat(Math.ceil(1_000_000 / rows.length))
  const facts = read(
    psgPage({ offers, title: wide.repeat(9000), heading: `<h1>${wide.repeat(9000)}</h1>`.repeat(9) }),
  )
  expect(bytes(facts)).toBeLessThanOrEqual(LIMITS.facts)
  expect(facts.targets.length).toBeGreaterThan(0)
  for (const row of facts.evidence?.rows ?? []) expect(row.html.length).toBeLessThanOrEqual(LIMITS.rowHtml)
})
