import { describe, expect, test } from 'vitest'

import { rereadPage } from '#readers/sample-read.ts'
import { isStableName } from '#readers/teach-selectors.ts'
import { teach } from '#readers/teach.ts'

import type { Taught } from '#readers/teach-page.ts'
import type { SeatsTarget } from '#core/watch.ts'

const URL_OF = 'https://karten.verein.example/spiel/7'
let count = 0
const sample = (says: Taught['says'], body: string, where?: string): Taught => ({
  id: `s${++count}`,
  html: `<!doctype html><html><head><title>Karten</title></head><body>${body}</body></html>`,
  url: URL_OF,
  finalUrl: URL_OF,
  status: 200,
  headers: {},
  at: 1,
  says,
  ...(where === undefined ? {} : { where }),
})
const reads = (body: string, target: SeatsTarget) => {
  const { verdict } = rereadPage({ ...sample('none', body), rendered: true }, target)
  return verdict.state === 'unknown' ? `unknown:${verdict.reason}` : verdict.state
}

const LOGIN =
  '<header class="kopf"><a href="/">Verein</a></header><main><h1>Anmelden</h1><form><input type="password"><button>Anmelden</button></form></main>'

const galaWithout = (rest: string) =>
  `<main><h1>Gala</h1><div class="tickets-area"><p class="no-tickets">Leider keine Tickets verfügbar</p></div>${rest}</main>`
const galaRow = (text: string) =>
  `<li class="ticket-row">${text} <b>20,00 €</b> <button>Acheter</button></li>`
const gala = (rows: string) => `<main><h1>Gala</h1><ul class="ticket-list">${rows}</ul></main>`

/** Three sites that nobody knew: rows of a table in German, hashed classes, elements of their own. */
const zeile = (name: string, rest: string) => `<tr class="zeile"><td>${name}</td><td>${rest}</td></tr>`
const spiel = (rows: string) =>
  `<header class="kopf"><a href="/">Verein</a></header><main><h1>Verein – Gast</h1><table class="preise"><tbody>${rows}</tbody></table></main>`
const kaufbar = '35,00 € <button>In den Warenkorb</button>'

const card = (hash: string, name: string, rest: string) =>
  `<div class="sc-${hash} hRzQkd"><span class="sc-dlfnbm">${name}</span><span class="css-1x2y3z">${rest}</span></div>`
const react = (rows: string) =>
  `<div id="__next"><nav class="sc-abXyzQ"><a href="/">Club</a></nav><main class="css-9z8y7x"><h1 class="sc-bdVaJa">Club v Guests</h1><section aria-label="Tickets" class="css-77ab12">${rows}</section></main></div>`

const offer = (kind: string, text: string) =>
  `<ticket-offer kind="${kind}"><template shadowrootmode="open"><h3>${text}</h3><p>40,00 €</p><button>Ajouter au panier</button></template></ticket-offer>`
const custom = (inner: string) =>
  `<club-app><club-header><h1>Club - Visiteur</h1></club-header><ticket-list>${inner}</ticket-list></club-app>`

const SITES = {
  'table rows in German': {
    none: spiel(zeile('Stehplatz', kaufbar) + zeile('Sitzplatz', kaufbar)),
    available: spiel(zeile('Stehplatz', kaufbar) + zeile('Rollstuhlplatz + Begleitperson', kaufbar)),
    later: spiel(zeile('Sitzplatz', kaufbar) + zeile('Rollstuhlplatz', kaufbar)),
    gone: spiel(zeile('Stehplatz', kaufbar) + zeile('Rollstuhlplatz', '35,00 € ausverkauft')),
    other: LOGIN,
  },
  'hashed classes': {
    none: react(
      card('kLmNoP', 'General admission', '€55.00 <button class="css-aa11bb">Add to basket</button>') +
        card('kLmNoP', 'Family stand', '€45.00 <button>Add to basket</button>'),
    ),
    available: react(
      card('qWeRtY', 'General admission', '€55.00 <button>Add to basket</button>') +
        card('qWeRtY', 'Wheelchair space', '€20.00 <button>Add to basket</button>'),
    ),
    later: react(card('zXcVbN', 'Wheelchair space', '€20.00 <button>Add to basket</button>')),
    gone: react(
      card('mNbVcX', 'General admission', '€55.00 <button>Add to basket</button>') +
        card('mNbVcX', 'Wheelchair space', '€20.00 Sold out'),
    ),
    other:
      '<div id="__next"><main class="css-9z8y7x"><h1>Sign in</h1><form><input type="password"></form></main></div>',
  },
  'elements of their own': {
    none: custom('<empty-state><p>Rien pour ce match.</p></empty-state>'),
    available: custom(offer('pmr', 'Place PMR')),
    later: custom(offer('adult', 'Adulte') + offer('pmr', 'Place PMR')),
    gone: custom(offer('adult', 'Adulte')),
    other:
      '<club-app><login-form><form><h1>Connexion</h1><input type="password"></form></login-form></club-app>',
  },
}

describe.each(Object.entries(SITES))('%s', (name, site) => {
  test('nobody knows it: unknown, whatever it shows', () => {
    expect(reads(site.none, {})).toMatch(/^unknown/)
    expect(reads(site.available, {})).toMatch(/^unknown/)
  })

  test('after two samples it is honest', () => {
    const where = name === 'elements of their own' ? 'Rien pour ce match' : undefined
    const proposal = teach([sample('none', site.none, where), sample('available', site.available)], {})
    expect(proposal).toMatchObject({ ok: true, need: null })
    expect(reads(site.none, proposal.target)).toBe('none')
    expect(reads(site.available, proposal.target)).toBe('available')
    expect(reads(site.later, proposal.target)).toBe('available')
    expect(reads(site.gone, proposal.target)).toBe('none')
    expect(reads(site.other, proposal.target)).toMatch(/^unknown/)
    expect(reads('<h1>Verein</h1>', proposal.target)).toMatch(/^unknown/)
    const written = JSON.stringify(proposal.target)
    expect(written).not.toMatch(/nth-|sc-|css-|hRzQkd|\d{2,}/)
    expect(written.length).toBeLessThan(200)
  })

  test('a page that is another one keeps the anchor off it', () => {
    const where = name === 'elements of their own' ? 'empty-state' : undefined
    const all = [
      sample('other', site.other),
      sample('available', site.available),
      sample('none', site.none, where),
      sample('none', site.gone),
    ]
    const { ok, target, proven } = teach(all, {})
    expect(proven.map((each) => each.agrees)).toEqual([true, true, true, true])
    expect(ok).toBe(true)
    expect(reads(site.other, target)).toMatch(/^unknown/)
  })
})

test('accessible seats in other words than those that were learnt are no offer beside', () => {
  const { none, available } = SITES['table rows in German']
  const { target } = teach([sample('none', none), sample('available', available)], {})
  expect(reads(spiel(zeile('Stehplatz', kaufbar) + zeile('Barrierefreie Plätze', kaufbar)), target)).toBe(
    'available',
  )
})

test('two pages without a seat are enough where the site says so itself', () => {
  const { ok, target } = teach(
    [sample('none', galaWithout('')), sample('none', galaWithout('<p>Neu</p>'))],
    {},
  )
  expect(ok).toBe(true)
  expect(reads(galaWithout('<p>x</p>'), target)).toBe('none')
  expect(
    reads('<main><h1>Gala</h1><div class="tickets-area"><div class="ticket">Loge</div></div></main>', target),
  ).toMatch(/^unknown/)
})

test('what is missing is said', () => {
  const { none, available } = SITES['table rows in German']
  expect(teach([sample('none', none)], {})).toMatchObject({ ok: false, need: 'second-page' })
  expect(teach([sample('available', available)], {})).toMatchObject({ ok: false, need: 'page-without' })
  expect(teach([sample('none', none), sample('none', none)], {})).toMatchObject({
    ok: false,
    need: 'page-with',
  })
  expect(teach([], {})).toMatchObject({ ok: false })
  // The same page cannot be with and without a seat.
  expect(teach([sample('none', none), sample('available', none)], {})).toMatchObject({
    ok: false,
    need: 'point-at-it',
  })
})

test('what the person asked for stays in the target', () => {
  const { none, available } = SITES['table rows in German']
  const given = { event: 'Verein Gast', places: 1, priceMost: 50, selector: '.old' }
  const { target } = teach([sample('none', none), sample('available', available)], given)
  expect(target).toMatchObject({ event: 'Verein Gast', places: 1, priceMost: 50 })
  expect(target.selector).not.toBe('.old')
})

test('somebody may point at the seat where no word says it', () => {
  const proposal = teach(
    [
      sample('none', gala(galaRow('Parterre'))),
      sample('available', gala(galaRow('Parterre') + galaRow('Emplacement 7 bis')), 'Emplacement 7 bis'),
    ],
    {},
  )
  expect(proposal.ok).toBe(true)
  expect(reads(gala(galaRow('Parterre') + galaRow('Emplacement 7 bis')), proposal.target)).toBe('available')
  expect(reads(gala(galaRow('Parterre')), proposal.target)).toBe('none')
})

test.each([
  ['ticket-list', true],
  ['psgMatchPrdHeader', true],
  ['result-box-item', true],
  ['btn', true],
  ['preise', true],
  ['css-1x2y3z', false],
  ['sc-bdVaJa', false],
  ['hRzQkd', false],
  ['item-48151', false],
  ['_3fK2x', false],
  ['kLmNoP', false],
  ['svelte-1abc', false],
  ['x', false],
])('%s is a name that a person chose: %s', (name, expected) => {
  expect(isStableName(name)).toBe(expected)
})
