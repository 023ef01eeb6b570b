import fc from 'fast-check'
import { expect, test } from 'vitest'

import { judge } from '#core/judge.ts'
import { LIMITS } from '#core/observation.ts'
import { readStatic } from '#readers/static-document.ts'

const URL_ASKED = 'https://billetterie.psg.fr/fr/catalogue/om-1'

function look(
  html: string,
  target: { selector?: string; anchor?: string; event?: string; label?: string } = {},
) {
  const page = readStatic(html, { url: URL_ASKED, ...target })
  const observation = {
    at: 1,
    durationMs: 1,
    url: URL_ASKED,
    finalUrl: URL_ASKED,
    chain: [URL_ASKED],
    status: 200,
    headers: {},
    failure: null,
    rendered: false,
    page,
    phases: {},
  }
  return { page, observation, verdict: judge({ url: URL_ASKED, target }, observation) }
}

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    '<div data-offer-type="PMR">',
    '<div data-offer-type="GP">',
    '<li data-offer-type=__proto__ class=constructor id=toString>',
    '</div>',
    '<h1>',
    '<form><input name=parentNode>',
    '<template>',
    '<noscript>',
    '<svg><title>',
    '<!--',
    '-->',
    '<script>',
    '</script>',
    '<select><option>0',
    '<button disabled>Réserver',
    '<a href="javascript:alert(1)">Acheter</a>',
    '<a href="//x.example/a">Voir</a>',
    '45,00 €',
    'Épuisé',
    'Aucune offre disponible',
    '<iframe src=data:text/html,x>',
    '<p style="display:none;left:-99999px">',
    '<b hidden inert aria-busy=true class="skeleton spinner">',
    '\u0000\uD800\u202E\u00AD',
    '<p class="',
    '&#x0;&lt;script&gt;',
  ),
)

test('no page makes the reader throw, overflow its bounds or offer an address that is none', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const { observation, verdict } = look(pieces.join(''))
      expect(JSON.stringify(observation).length).toBeLessThan(LIMITS.total)
      if (verdict.state === 'available') {
        for (const { url } of verdict.offers) if (url !== undefined) expect(url).toMatch(/^https?:\/\//)
        expect(pieces).toContain('<div data-offer-type="PMR">')
      }
      if (verdict.state === 'none') expect(verdict.proof.detail).not.toBe('')
    }),
    { numRuns: 1500 },
  )
})

test('no selector makes the reader throw', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('div >', ':has(', '[a="', '*', '::before', ':not(:not(a))', 'a,,b'),
  )
  fc.assert(
    fc.property(text, text, text, (selector, anchor, event) => {
      const { verdict } = look('<h1>Paris SG</h1><div data-offer-type="GP">45 €</div>', {
        selector,
        anchor,
        event,
      })
      expect(verdict.state).toBeTypeOf('string')
    }),
    { numRuns: 500 },
  )
})

const OFFER = '<div data-offer-type="PMR"><h3>PMR</h3>45 € <button>Réserver</button></div>'

test.each([
  ['20 000 levels deep', '<div>'.repeat(20_000) + OFFER],
  ['100 000 elements wide', `${'<i>x</i>'.repeat(100_000)}${OFFER}`],
  ['5 000 wanted rows', OFFER.repeat(5000)],
  ['one row of 50 000 elements', `<div data-offer-type="PMR">${'<i>x</i>'.repeat(50_000)}</div>`],
  [
    'long names and addresses',
    `<div data-offer-type="PMR ${'x'.repeat(90_000)}"><a href="/${'y'.repeat(90_000)}">Réserver ${'z'.repeat(90_000)}</a></div>`.repeat(
      20,
    ),
  ],
  ['an endless class list', `<div data-offer-type="PMR" class="${'a '.repeat(90_000)}">45 €</div>`],
])('%s: read within the bounds', (_, html) => {
  const { observation, verdict } = look(html)
  expect(JSON.stringify(observation).length).toBeLessThan(LIMITS.total)
  expect(verdict.state).not.toBe('none')
})

const row = (type: string, name: string) =>
  `<div class="row" data-offer-type="${type}"><h3>${name}</h3>45 € <button>Réserver</button></div>`

test.each([
  ['by its type', {}],
  ['by a selector and a label', { selector: '.row', label: 'Place PMR' }],
])('a seat at the end of a long list is found %s', (_, target) => {
  const many = Array.from({ length: 450 }, (__, at) => row(`BLOC_${at}`, `Bloc ${at}`)).join('')
  const html = `<h1>Paris SG</h1><section>${many}${row('PMR', 'Place PMR')}</section>`
  expect(look(html, target).verdict.state).toBe('available')
  expect(look(html.replace(row('PMR', 'Place PMR'), ''), target).verdict.state).toBe('none')
})

test('an open row among many that are gone is found', () => {
  const gone = '<div data-offer-type="PMR"><h3>PMR</h3>45 € Épuisé</div>'
  expect(
    look(`<h1>Paris SG</h1><section>${gone.repeat(40)}${OFFER}${gone.repeat(5)}</section>`).verdict.state,
  ).toBe('available')
})
