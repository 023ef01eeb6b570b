import type { CorpusCase } from './corpus-case.ts'

import { SHORT_MS } from './corpus-case.ts'
import { MATCH_DAY, SALE_DAY, script } from './markup.ts'

/** Healthy pages in the markup of other shops (VERDICTS.md part 1), in five languages. */

const document = (lang: string, title: string, main: string) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title></head><body>
  <header><nav><a href="/">Home</a> <a href="/account/login">Login</a></nav></header><main><h1>${title}</h1>${main}</main>
  <footer><a href="/accessibility">Accessibility</a> <a href="/accessibilite">Accessibilité</a></footer></body></html>`

const PLUS =
  '<button type="button" class="event-ticket-qty-btn event-ticket-qty-btn-plus" aria-label="Ajouter un billet">+</button>'
const tmRow = (name: string, price: string, status: string) => `<li class="session-price-item">
  <div class="session-price-cat-title"><span class="session-price-cat-title-txt">${name}</span>
  <span class="session-price-cat-title-status">${status}</span></div><span class="session-price-cat-price">${price}</span>
  ${status === '' ? `<div class="event-ticket-qty">${PLUS}</div>` : ''}</li>`
const ticketmaster = (rows: string) =>
  document(
    'fr',
    'Paris SG - OM',
    `<ul class="session-price-list">${rows}</ul><p>² Dans la limite du contingent.</p>`,
  )
const TM = { host: 'www.ticketmaster.fr', path: '/fr/manifestation/paris-sg-om-billet/idseance/1234' }
const TM_ROWS = tmRow('Catégorie 1', '85,00 €', '') + tmRow('Catégorie 2', '65,00 €', 'Épuisé ²')

const TICKETMASTER: CorpusCase[] = [
  {
    id: 'tm-none',
    title: 'ticketmaster.fr: no PMR category',
    ...TM,
    page: ticketmaster(TM_ROWS),
    target: { label: 'PMR' },
    expect: 'none',
  },
  {
    id: 'tm-gone',
    title: 'ticketmaster.fr: PMR "Épuisé ²"',
    ...TM,
    page: ticketmaster(TM_ROWS + tmRow('Place PMR', '45,00 €', 'Épuisé ²')),
    expect: 'none',
  },
  {
    id: 'tm-seat',
    title: 'ticketmaster.fr: PMR with a plus button',
    ...TM,
    page: ticketmaster(TM_ROWS + tmRow('Place PMR + accompagnateur', '45,00 €', '')),
    expect: 'available',
  },
  {
    id: 'tm-all-gone',
    title: 'ticketmaster.fr: every category sold out, PMR too',
    ...TM,
    page: ticketmaster(
      tmRow('Catégorie 1', '85,00 €', 'Épuisé ²') + tmRow('Carré Or PMR', '45,00 €', 'Épuisé\u00A0²'),
    ),
    expect: 'none',
  },
]

const select = (most: number) =>
  `<select class="quantity">${Array.from({ length: most + 1 }, (_, n) => `<option value="${n}">${n}</option>`).join('')}</select>`
const stxRow = (name: string, price: string, quantity: string) =>
  `<tr class="seat_category"><th class="category">${name}</th><td class="unit_price">${price}</td><td class="quantity">${quantity}</td></tr>`
const secutix = (rows: string) =>
  document('en', 'Semi-final 1', `<div class="table_container"><table><tbody>${rows}</tbody></table></div>`)
const FIFA = { host: 'tickets.fifa.com', path: '/secure/selection/event/seat/performance/10229225515651' }
const STX_ROWS =
  stxRow('Category 1', 'USD 455.00', select(4)) + stxRow('Category 2', 'USD 255.00', 'Currently unavailable')

const SECUTIX: CorpusCase[] = [
  {
    id: 'stx-none',
    title: 'SecuTix: no accessible category',
    ...FIFA,
    page: secutix(STX_ROWS),
    target: { label: 'Easy Access' },
    expect: 'none',
  },
  {
    id: 'stx-seat',
    title: 'SecuTix: wheelchair category with a quantity to choose',
    ...FIFA,
    page: secutix(
      STX_ROWS + stxRow('Wheelchair & Easy Access Amenity - Category 1', 'USD 120.00', select(2)),
    ),
    expect: 'available',
  },
  {
    id: 'stx-zero',
    title: 'SecuTix: only 0 can be chosen',
    ...FIFA,
    page: secutix(STX_ROWS + stxRow('Easy Access Standard - Category 3', 'USD 120.00', select(0))),
    expect: 'none',
  },
  {
    id: 'stx-gone',
    title: 'SecuTix: currently unavailable',
    ...FIFA,
    page: secutix(
      STX_ROWS + stxRow('Easy Access Standard - Category 3', 'USD 120.00', 'Currently unavailable'),
    ),
    expect: 'none',
  },
  {
    id: 'stx-club',
    title: 'SecuTix at a club’s own host, in French',
    host: 'billetterie.club.example',
    path: '/secure/selection/event/seat/performance/77',
    page: secutix(
      stxRow('Tribune Nord', '35,00 €', select(4)) + stxRow('Tribune Sud - PMR', '15,00 €', select(2)),
    ).replace('lang="en"', 'lang="fr"'),
    expect: 'available',
  },
]

const lfcRow = (
  title: string,
  status: string,
  text: string,
) => `<li data-testid="ticketing-accordion-list-item">
  <h3 data-testid="ticketing-accordion-list-item__title">${title}</h3>
  <span data-testid="ticketing-accordion-list-item__status" class="statusIndicator statusIndicator--${status}">${text}</span>
  <time datetime="${SALE_DAY.iso}T08:15:00Z">${SALE_DAY.english}, 08:15</time>
  ${status === 'buy-now' ? '<a href="https://ticketing.liverpoolfc.com/en-GB/categories/home">Buy now</a>' : ''}</li>`
const liverpool = (rows: string) =>
  document('en', 'Liverpool v Fulham', `<ul class="accordion">${rows}</ul>`) +
  `<script id="__NEXT_DATA__" type="application/json">{"props":{"rows":["Buy now","Sold out","Register soon"]}}</script>`
const LFC = {
  host: 'www.liverpoolfc.com',
  path: '/tickets/tickets-availability/liverpool-fc-v-fulham-12-dec-2026',
  target: { label: 'Disabled Supporters' },
}
const LFC_ROWS =
  lfcRow('Hospitality', 'buy-now', 'Buy now') + lfcRow('Members Sale', 'sale-ended', 'Sale ended')

const LIVERPOOL: CorpusCase[] = [
  {
    id: 'lfc-soon',
    title: 'Liverpool: on sale soon, hospitality can be bought',
    ...LFC,
    page: liverpool(LFC_ROWS + lfcRow('Disabled Supporters Sale', 'on-sale-soon', 'On sale soon')),
    expect: 'none',
  },
  {
    id: 'lfc-ended',
    title: 'Liverpool: the sale ended',
    ...LFC,
    page: liverpool(LFC_ROWS + lfcRow('Disabled Supporters Sale', 'sale-ended', 'Sale ended')),
    expect: 'none',
  },
  {
    id: 'lfc-seat',
    title: 'Liverpool: buy now',
    ...LFC,
    page: liverpool(LFC_ROWS + lfcRow('Disabled Supporters Sale', 'buy-now', 'Buy now')),
    expect: 'available',
  },
  {
    id: 'lfc-none',
    title: 'Liverpool: no such sale',
    ...LFC,
    page: liverpool(LFC_ROWS),
    expect: 'none',
  },
]

const vfbCard = (
  name: string,
  action: string,
) => `<div class="event-container" data-performanceid="${name.length}" data-eventid="7">
  <div class="event-title">${name}</div><div class="event-date">${MATCH_DAY.german}, 15:30 Uhr</div><div class="event-action">${action}</div></div>`
const vfb = (cards: string) => document('de', 'Heimspiele', `<div class="events">${cards}</div>`)
const VFB = { host: 'tickets.vfb.de', path: '/shop/1893', target: { label: 'Rollstuhlfahrer' } }
const VFB_CARDS =
  vfbCard('VfB Stuttgart - FC Bayern', '<a class="btn" href="/shop/event/1">jetzt kaufen</a>') +
  vfbCard('VfB Stuttgart - Mainz, Gästebereich', '<button disabled>Gästebereich ausverkauft</button>')

const STUTTGART: CorpusCase[] = [
  { id: 'vfb-none', title: 'VfB: no such card', ...VFB, page: vfb(VFB_CARDS), expect: 'none' },
  {
    id: 'vfb-gone',
    title: 'VfB: wheelchair seats sold out',
    ...VFB,
    page: vfb(VFB_CARDS + vfbCard('FC Bayern, Rollstuhlfahrer', '<span>ausverkauft</span>')),
    expect: 'none',
  },
  {
    id: 'vfb-soon',
    title: 'VfB: the sale begins later',
    ...VFB,
    page: vfb(
      VFB_CARDS + vfbCard('FC Bayern, Rollstuhlfahrer', `<span>Verkaufsstart ${SALE_DAY.german}</span>`),
    ),
    expect: 'none',
  },
  {
    id: 'vfb-seat',
    title: 'VfB: can be bought now',
    ...VFB,
    page: vfb(
      VFB_CARDS +
        vfbCard('FC Bayern, Rollstuhlfahrer', '<a class="btn" href="/shop/event/3">jetzt kaufen</a>'),
    ),
    expect: 'available',
  },
]

const bfiItem = (name: string, state: string, inner: string) => `<div class="result-box-item">
  <div class="item-name">${name}</div><div class="item-start-date">${MATCH_DAY.english} 20:00</div>
  <div class="item-link last-column ${state}">${inner}</div></div>`
const BFI = { host: 'whatson.bfi.org.uk', path: '/imax/Online/default.asp', target: { label: 'Wheelchair' } }
const BFI_ITEMS = bfiItem('Dune', 'excellent', '<a href="/buy/1">Buy</a>')
const bfi = (items: string) => document('en', 'BFI IMAX', `<div class="result-box">${items}</div>`)

const AUDIENCEVIEW: CorpusCase[] = [
  {
    id: 'av-gone',
    title: 'AudienceView: sold out',
    ...BFI,
    page: bfi(
      BFI_ITEMS +
        bfiItem('Dune - Wheelchair', 'soldout', '<span class="unavailable-message">Sold out</span>'),
    ),
    expect: 'none',
  },
  {
    id: 'av-soon',
    title: 'AudienceView: on sale later',
    ...BFI,
    page: bfi(
      BFI_ITEMS +
        bfiItem(
          'Dune - Wheelchair',
          'next-on-sale',
          `On sale <span class="on-sale-date">${SALE_DAY.english} 10:00</span>`,
        ),
    ),
    expect: 'none',
  },
  {
    id: 'av-seat',
    title: 'AudienceView: good availability',
    ...BFI,
    page: bfi(BFI_ITEMS + bfiItem('Dune - Wheelchair', 'good', '<a href="/buy/2">Buy</a>')),
    expect: 'available',
  },
]

type Tongue = {
  lang: string
  seat: string
  other: string
  buy: string
  gone: string
  later: string
  empty: string
}
const TONGUES: readonly Tongue[] = [
  {
    lang: 'fr',
    seat: 'Personne à mobilité réduite',
    other: 'Plein tarif',
    buy: 'Choisir',
    gone: 'Plus disponible',
    later: `Mise en vente le ${SALE_DAY.numbers} à 10 h`,
    empty: 'Aucun billet disponible pour cet événement.',
  },
  {
    lang: 'en',
    seat: 'Wheelchair space',
    other: 'Standard adult',
    buy: 'Add to basket',
    gone: 'Not currently available',
    later: 'On sale soon',
    empty: 'No tickets are currently available.',
  },
  {
    lang: 'de',
    seat: 'Rollstuhlplatz mit Begleitperson',
    other: 'Vollzahler',
    buy: 'In den Warenkorb',
    gone: 'Vergriffen',
    later: `Verkaufsstart: ${SALE_DAY.german}, 10 Uhr`,
    empty: 'Keine Tickets verfügbar.',
  },
  {
    lang: 'es',
    seat: 'Silla de ruedas',
    other: 'General',
    buy: 'Añadir al carrito',
    gone: 'Agotado',
    later: 'Próximamente',
    empty: 'No hay entradas disponibles.',
  },
  {
    lang: 'it',
    seat: 'Posto carrozzina + accompagnatore',
    other: 'Intero',
    buy: 'Aggiungi al carrello',
    gone: 'Esaurito',
    later: 'Prossimamente',
    empty: 'Non ci sono biglietti disponibili.',
  },
]

const fare = (name: string, state: string) =>
  `<li class="fare"><span class="fare-name">${name}</span> <b>30,00 €</b> ${state}</li>`

/** A shop that nobody has a preset for; the person named the row and its words. */
function inTongue({ lang, seat, other, buy, gone, later, empty }: Tongue): CorpusCase[] {
  const shop = (lines: string) => document(lang, 'Finale', `<ul class="fares">${lines}</ul>`)
  const own = {
    host: `tickets-${lang}.example`,
    target: { selector: '.fare', label: seat, anchor: '.fares' },
  }
  const beside = fare(other, `<button>${buy}</button>`)
  const of = (word: string, title: string, lines: string, expect: string): CorpusCase => ({
    id: `${lang}-${word}`,
    title: `a shop in ${lang}: ${title}`,
    ...own,
    page: shop(lines),
    expect,
  })
  return [
    of('none', 'not listed', beside, 'none'),
    of('gone', gone, beside + fare(seat, `<em>${gone}</em>`), 'none'),
    of('later', later, beside + fare(seat, `<em>${later}</em>`), 'none'),
    of('seat', buy, beside + fare(seat, `<button>${buy}</button>`), 'available'),
    of('empty', empty, `<p>${empty}</p>`, 'none'),
  ]
}

const ROLAND = script('window.__STATE__ = {"categories":[{"isPmr":true,"hasStock":true,"longName":"PMR"}]}')

const HINTS: CorpusCase[] = [
  {
    id: 'rg-hint',
    title: 'Roland-Garros: only embedded data says that there is stock',
    host: 'tickets.rolandgarros.com',
    path: '/fr/ticket/calendrier',
    page: document('fr', 'Court Philippe-Chatrier', `<div id="map"></div>${ROLAND}`),
    deadlineMs: SHORT_MS,
    expect: { rendered: 'unknown', static: 'unknown' },
  },
  {
    id: 'tm-menu',
    title: 'ticketmaster.ie: a menu of tiers is no stock',
    host: 'www.ticketmaster.ie',
    path: '/electric-picnic-2026/event/18006',
    page: document(
      'en',
      'Electric Picnic',
      '<p>Resale tickets will appear below when they are available.</p><ul><li>Wheelchair accessible weekend €265.00</li><li>Weekend camping €285.00</li></ul><button>Find tickets</button>',
    ),
    deadlineMs: SHORT_MS,
    expect: 'unknown',
  },
]

export const SHOP_CASES: readonly CorpusCase[] = [
  ...TICKETMASTER,
  ...SECUTIX,
  ...LIVERPOOL,
  ...STUTTGART,
  ...AUDIENCEVIEW,
  ...TONGUES.flatMap(inTongue),
  ...HINTS,
]
