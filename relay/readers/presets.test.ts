import type { SeatsTarget } from '#core/watch.ts'
import type { Verdict } from '#core/verdict.ts'

import { describe, expect, test } from 'vitest'

import { judge } from '#core/judge.ts'
import { PRESET_CODES } from '#core/preset.ts'
import { PRESET_WORDS } from '#core/preset-words.ts'
import { PRESETS, presetFor } from '#readers/presets.ts'
import { readStatic } from '#readers/static-document.ts'

/** Pages by hand in the markup that VERDICTS.md part 1 tells of; nobody's page is copied. */

function lookAt(
  url: string,
  body: string,
  { target = {}, finalUrl = url }: { target?: SeatsTarget; finalUrl?: string } = {},
) {
  const html = `<!doctype html><html><head><title>Billets</title></head><body>${body}<footer>Conditions générales de vente</footer></body></html>`
  const observation = {
    at: 1,
    durationMs: 1,
    url,
    finalUrl,
    chain: [url],
    status: 200,
    headers: {},
    failure: null,
    rendered: false,
    page: readStatic(html, { ...target, url: finalUrl }),
    phases: {},
  }
  return judge({ url, target }, observation)
}

const word = (verdict: Verdict) => (verdict.state === 'unknown' ? `unknown:${verdict.reason}` : verdict.state)
const name = (verdict: Verdict) =>
  verdict.state === 'available' ? verdict.offers.map((offer) => offer.name) : []

const psgHeader = (title: string, rest: string) =>
  `<li><div class="psgMatchPrdHeader"><h2>${title}</h2></div>${rest}</li>`
const psgList = (rows: string) =>
  `<main><h1>Paris SG - OM</h1><ul class="psgMatchOffersLytList">${rows}</ul></main>`
const psgTicRow = (text: string) =>
  `<div class="block"><button class="bookingCategoryToggle">${text}</button><span>45,00 €</span></div>`
const tmRow = (title: string, status: string, plus = '') =>
  `<li class="session-price-item"><div class="session-price-cat"><span class="session-price-cat-title-txt">${title}</span><span class="session-price-cat-title-price">55,00 €</span><span class="session-price-cat-title-status">${status}</span></div><div class="session-price-item-content">${plus}</div></li>`
const tmPage = (rows: string) => `<h1>Un concert</h1><ul class="session-price-list">${rows}</ul>`
const fifaSelect = (most: number) =>
  `<select>${Array.from({ length: most + 1 }, (_, index) => `<option value="${index}">${index}</option>`).join('')}</select>`
const fifaRow = (title: string, rest: string) =>
  `<tr class="seat_category"><th>${title}</th><td>$ 120.00</td><td>${rest}</td></tr>`
const fifaPage = (rows: string) =>
  `<h1>Mexico v South Africa</h1><div class="table_container"><table>${rows}</table></div>`
const namedSale = (title: string, state: string) =>
  `<li data-testid="ticketing-accordion-list-item"><span data-testid="ticketing-accordion-list-item__title">${title}</span><span class="status statusIndicator--${state}" data-testid="ticketing-accordion-list-item__status"><span>${state.replace('-', ' ').toUpperCase()}</span></span><time datetime="2026-12-01T11:00">1 December</time></li>`
const namedVfbCard = (rival: string, button: string) =>
  `<div class="event-container" data-performanceid="${rival.length}"><h3>VfB Stuttgart - ${rival}</h3><a href="/shop?e=${rival.length}">${button}</a></div>`
const namedVfbPage = (button: string) =>
  `<h1>Tickets</h1><div class="events">${namedVfbCard('FC Köln', 'jetzt kaufen')}${namedVfbCard('Bayern', button)}</div>`
const namedAudRow = (date: string, state: string, inner: string) =>
  `<div class="result-box-item"><span class="start-date">${date}</span><div class="item-link last-column ${state}">${inner}</div></div>`
const namedAudPage = (state: string, inner: string) =>
  `<h1>A film</h1>${namedAudRow('Thursday 28 May 2026 11:30', 'good', '<a href="/seat" aria-label="Buy, 11:30">Buy</a>')}${namedAudRow('Friday 29 May 2026 20:00', state, inner)}`
const rgData = (stock: boolean) =>
  `<h1>Jour 1</h1><script type="application/json">{"categories":[{"longName":"PMR","isPmr":true,"price":60,"hasStock":${stock}}]}</script>`

test('every preset has its words, in both languages, and every one can be chosen', () => {
  for (const code of PRESET_CODES) {
    const { note } = PRESET_WORDS[code]
    if (note !== null) for (const text of [note.fr, note.en]) expect(text.length).toBeGreaterThan(40)
  }
  expect(new Set(PRESETS.map(({ code }) => code)).size).toBe(PRESETS.length)
  for (const preset of PRESETS) {
    expect(PRESET_WORDS[preset.code].name).not.toBeNull()
    expect(preset.sight === 'page' || PRESET_WORDS[preset.code].note !== null).toBe(true)
  }
})

test.each([
  ['https://billetterie.psg.fr/fr/catalogue/match-foot-masculin-paris-sg-vs-om-1', 'psg'],
  ['https://billetterie.psg.fr/fr/ticketplace', 'psg-ticketplace'],
  ['https://ticketplace.psg.fr/fr/recherche-place/12', 'psg-ticketplace'],
  ['https://www.rolandgarros.com/fr-fr/page/billetterie', 'roland-garros'],
  ['https://fwc26-shop-usd.tickets.fifa.com/secure/selection/event/seat/performance/1/lang/en', 'fifa-2026'],
  ['https://tickets.club.example/secure/selection/event/date?productId=1', 'secutix'],
  ['https://www.ticketmaster.fr/fr/manifestation/un-concert-billet/idmanif/1', 'ticketmaster-fr'],
  ['https://www.ticketmaster.ie/event/1', 'ticketmaster-menu'],
  ['https://www.liverpoolfc.com/tickets/match/liverpool-v-fulham', 'liverpool'],
  ['https://tickets.vfb.de/shop?shopid=103', 'vfb'],
  ['https://whatson.bfi.org.uk/imax/Online/default.asp', 'audienceview'],
  ['https://billetterie.om.fr/fr', 'om'],
  ['https://www.arsenal.com/tickets', 'arsenal'],
  ['https://www.chelseafc.com/en/tickets', 'chelsea'],
  ['https://notpsg.fr/billetterie.psg.fr', 'generic'],
  ['https://xom.fr/', 'generic'],
  ['no address', 'generic'],
])('%s chooses %s', (url, code) => {
  expect(presetFor({ url }).code).toBe(code)
})

describe('PSG', () => {
  const url = 'https://billetterie.psg.fr/fr/catalogue/match-foot-masculin-paris-sg-vs-om-1'
  const adult = psgHeader('Tribune Auteuil', '<p>60,00 €</p><button>Choisir</button>')
  const family = psgHeader('Offre famille', '<p>Épuisé</p>')

  test.each([
    [
      'typed offers, none of them PMR',
      '<h1>Paris SG - OM</h1><div data-offer-type="ADULTE">Adulte 60 € <button>Acheter</button></div>',
      'none',
    ],
    [
      'a typed PMR offer',
      '<h1>Paris SG - OM</h1><div data-offer-type="PMR">PMR 25 € <button>Acheter</button></div>',
      'available',
    ],
    ['the older list, no PMR row', psgList(adult + family), 'none'],
    [
      'the older list, a PMR row',
      psgList(adult + psgHeader('Place PMR + accompagnateur', '<p>25,00 €</p><button>Choisir</button>')),
      'available',
    ],
    [
      'the older list, a PMR row that is gone',
      psgList(adult + psgHeader('Espace PMR', '<p>Épuisé</p>')),
      'none',
    ],
    ['the older list, empty', psgList(''), 'unknown:layout-changed'],
    [
      'a parking place is no seat',
      psgList(adult + psgHeader('Parking PMR', '<p>15,00 €</p><button>Choisir</button>')),
      'none',
    ],
  ])('%s → %3$s', (_, body, expected) => {
    expect(word(lookAt(url, body))).toBe(expected)
  })

  test.each(['/fr', '/fr/', '/', '/en', '/fr/catalogue', '/fr/catalogue/', '/fr/saison'])(
    'the home or list page %s is another page',
    (path) => {
      const home =
        '<h1>Billetterie</h1><div class="psgCptMatchCard"><span class="psgTeamName--visiting">OM</span><div class="psgMatchCardLinks"><a href="/fr/catalogue/om">Billetterie</a></div></div>'
      const address = `https://billetterie.psg.fr${path}`
      expect(word(lookAt(address, home))).toBe('unknown:wrong-page')
      expect(word(lookAt(url, home, { finalUrl: address }))).toBe('unknown:wrong-page')
    },
  )

  test('led to the login is login', () => {
    const body =
      '<h1>Connexion</h1><form><input id="user_login_identifier"><input type="password" id="user_login_password"><button>Me connecter</button></form><div class="cf-turnstile"></div>'
    expect(word(lookAt(url, body, { finalUrl: 'https://auth.billetterie.psg.fr/fr/login' }))).toBe(
      'unknown:login',
    )
  })

  test('Ticketplace: categories shown are read', () => {
    const place = 'https://billetterie.psg.fr/fr/ticketplace/match-1'
    expect(
      word(lookAt(place, `<h1>Ticketplace</h1>${psgTicRow('Catégorie 15')}${psgTicRow('Catégorie 12')}`)),
    ).toBe('none')
    expect(word(lookAt(place, `<h1>Ticketplace</h1>${psgTicRow('Catégorie 15')}${psgTicRow('PMR')}`))).toBe(
      'available',
    )
  })
})

describe('ticketmaster.fr', () => {
  const url = 'https://www.ticketmaster.fr/fr/manifestation/un-concert-billet/idmanif/1'
  const plus = '<button class="event-ticket-qty-btn-plus" aria-label="Plus">+</button>'

  test.each([
    ['no PMR category', tmPage(tmRow('Carré or', '', plus) + tmRow('Catégorie 1', 'Épuisé ²')), 'none'],
    [
      'PMR sold out, with its footnote mark',
      tmPage(tmRow('Carré or', '', plus) + tmRow('PMR', 'Épuisé ²')),
      'none',
    ],
    ['PMR to be had', tmPage(tmRow('Carré or', 'Épuisé ²') + tmRow('Place PMR', '', plus)), 'available'],
    ['the list stays closed', tmPage(''), 'unknown:layout-changed'],
  ])('%s → %3$s', (_, body, expected) => {
    expect(word(lookAt(url, body))).toBe(expected)
  })
})

describe('FIFA 2026 on SecuTix', () => {
  const url =
    'https://fwc26-shop-usd.tickets.fifa.com/secure/selection/event/seat/performance/10229226700886/lang/en'

  test.each([
    [
      'no easy access',
      fifaPage(fifaRow('Category 1', fifaSelect(4)) + fifaRow('Category 2', 'Currently unavailable')),
      'none',
    ],
    [
      'easy access, quantity to choose',
      fifaPage(
        fifaRow('Category 1', 'Currently unavailable') +
          fifaRow('Easy Access Standard - Category 1', fifaSelect(4)),
      ),
      'available',
    ],
    [
      'wheelchair, currently unavailable',
      fifaPage(
        fifaRow('Category 1', fifaSelect(4)) +
          fifaRow('Wheelchair & Easy Access Amenity - Category 1', 'Currently unavailable'),
      ),
      'none',
    ],
    [
      'wheelchair, quantity 0 only',
      fifaPage(
        fifaRow('Category 1', fifaSelect(4)) +
          fifaRow('Wheelchair & Easy Access Amenity - Category 2', fifaSelect(0)),
      ),
      'none',
    ],
  ])('%s → %3$s', (_, body, expected) => {
    expect(word(lookAt(url, body))).toBe(expected)
  })

  test('the queue, the login and the refusal in front of it are named', () => {
    const queued = 'https://access.tickets.fifa.com/pkpcontroller/wp/room/index.html'
    expect(word(lookAt(url, '<h1>FIFA</h1><p>Please wait</p>', { finalUrl: queued }))).toBe('unknown:queue')
    expect(word(lookAt(url, '<h1>FIFA ID</h1>', { finalUrl: 'https://auth.fifa.com/as/x' }))).toBe(
      'unknown:login',
    )
    expect(word(lookAt(url, '<p>A critical request has been detected.</p>'))).toBe('unknown:blocked')
  })
})

describe('sites where a person names the row', () => {
  const lfc = 'https://www.liverpoolfc.com/tickets/match/liverpool-v-fulham'
  const label = 'Additional Members Sale'

  test.each([
    ['buy-now', 'available'],
    ['register-soon', 'none'],
    ['on-sale-soon', 'none'],
    ['sale-ended', 'none'],
    ['never-seen-before', 'unknown:ambiguous-offer'],
  ])('Liverpool: the sale says %s → %s, hospitality beside it is on sale', (state, expected) => {
    const body = `<h2>Liverpool v Fulham</h2><ul>${namedSale('Hospitality', 'buy-now')}${namedSale(label, state)}</ul>`
    expect(word(lookAt(lfc, body, { target: { label } }))).toBe(expected)
  })

  test('without its words nothing is claimed', () => {
    expect(
      word(lookAt(lfc, `<h2>Liverpool v Fulham</h2><ul>${namedSale('Hospitality', 'buy-now')}</ul>`)),
    ).toMatch(/^unknown/)
  })

  test('VfB: one card a match', () => {
    const url = 'https://tickets.vfb.de/shop?shopid=103'
    const target = { label: 'Bayern' }
    expect(word(lookAt(url, namedVfbPage('jetzt kaufen'), { target }))).toBe('available')
    expect(word(lookAt(url, namedVfbPage('Gästebereich ausverkauft'), { target }))).toBe('none')
    expect(word(lookAt(url, namedVfbPage('nicht verfügbar'), { target }))).toBe('none')
    expect(word(lookAt(url, namedVfbPage('Verkaufsstart 12.12. 10 Uhr'), { target }))).toBe('none')
    expect(word(lookAt(url, '<h1>Tickets</h1><div class="events"></div>', { target }))).toBe(
      'unknown:layout-changed',
    )
  })

  test('AudienceView: three states of a row', () => {
    const url = 'https://whatson.bfi.org.uk/imax/Online/default.asp'
    const target = { label: 'Friday 29 May 2026 20:00' }
    const seats = lookAt(url, namedAudPage('limited', '<a href="/seat2" aria-label="Buy, 20:00">Buy</a>'), {
      target,
    })
    expect(word(seats)).toBe('available')
    expect(name(seats)).toHaveLength(1)
    expect(
      word(
        lookAt(url, namedAudPage('soldout', '<span class="unavailable-message">Sold out!</span>'), {
          target,
        }),
      ),
    ).toBe('none')
    expect(
      word(lookAt(url, namedAudPage('next-on-sale', '<span class="on-sale-date">1 May</span>'), { target })),
    ).toBe('none')
  })
})

test('Roland-Garros: data in scripts is a hint, never an offer', () => {
  const url = 'https://www.rolandgarros.com/fr-fr/billetterie/jour-1'
  const open = lookAt(url, rgData(true))
  expect(open).toMatchObject({ state: 'unknown', reason: 'needs-render' })
  expect(word(lookAt(url, rgData(false)))).toMatch(/^unknown/)
})
