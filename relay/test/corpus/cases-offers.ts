import type { CorpusCase } from './corpus-case.ts'

import { SHORT_MS } from './corpus-case.ts'
import {
  BUTTON,
  GENERAL,
  LOUNGE,
  PMR,
  SALE_DAY,
  SIBLINGS,
  bare,
  dated,
  day,
  matchPage,
  pmr,
  row,
  script,
} from './markup.ts'

/** Cases 1 to 31 and 36 to 42 of VERDICTS.md 5.4: what the page says. */

const page = (offers: string, head = '') => matchPage({ offers, head })
const beside = (offers: string) => page(SIBLINGS + offers)

/** The same case in several forms, each a row of its own: `5a`, `5b`, … */
function forms<Form>(
  id: string,
  given: readonly Form[],
  make: (form: Form) => Omit<CorpusCase, 'id'>,
): CorpusCase[] {
  return given.map((form, at) => ({ id: `${id}${String.fromCodePoint(97 + at)}`, ...make(form) }))
}

const PRESENCE: CorpusCase[] = [
  { id: '1', title: 'siblings are there, no PMR', page: matchPage(), expect: 'none' },
  {
    id: '2',
    title: 'the offers box is empty, without a word',
    page: page(''),
    deadlineMs: SHORT_MS,
    expect: 'unknown:layout-changed',
  },
  {
    id: '3a',
    title: 'the site says that there is no offer',
    page: page('<p class="psgNoOffer">Aucune offre n’est disponible pour ce match.</p>'),
    expect: 'none',
  },
  {
    id: '3b',
    title: 'the empty state that a person has taught',
    page: page('<div class="psgVide">Rendez-vous au prochain match !</div>'),
    target: { empty: '.psgVide' },
    expect: 'none',
  },
  {
    id: '3c',
    title: 'the empty state that was taught is hidden',
    page: page('<div class="psgVide" style="display:none">Rendez-vous au prochain match !</div>'),
    target: { empty: '.psgVide' },
    deadlineMs: SHORT_MS,
    expect: 'unknown:layout-changed',
  },
  { id: '4', title: 'PMR with price and button', page: beside(PMR), offers: 1, expect: 'available' },
  ...forms('5', ['Épuisé', 'Complet', 'Épuisé ²', 'Plus disponible', 'Rupture de stock'], (word) => ({
    title: `"${word}" in its own row`,
    page: beside(pmr({ control: `<span class="psgState">${word}</span>` })),
    expect: 'none',
  })),
  {
    id: '5f',
    title: '"Épuisé" on its own disabled button',
    page: beside(pmr({ control: '<button disabled>Épuisé</button>' })),
    expect: 'none',
  },
  {
    id: '6',
    title: '"Épuisé" in the neighbour’s row only',
    page: page(row('GP', { name: 'Grand public', price: '85 €', control: '<b>Épuisé</b>' }) + PMR + LOUNGE),
    expect: 'available',
  },
  ...forms(
    '7',
    [
      '<button disabled>Réserver</button>',
      '<a href="/fr/acheter/1" aria-disabled="true">Réserver</a>',
      '<fieldset disabled><button>Réserver</button></fieldset>',
    ],
    (control) => ({
      title: `a control that cannot be used: ${control.slice(0, 34)}`,
      page: beside(pmr({ control })),
      expect: 'none',
    }),
  ),
]

const CLASS_HIDES = '<style>.is-off { display: none }</style>'
const SHEET_HIDES = '<link rel="stylesheet" href="/site.css">'
const SHEET = { '/site.css': { headers: { 'content-type': 'text/css' }, body: '.is-off { display: none }' } }

const HIDDEN: CorpusCase[] = [
  {
    id: '8',
    title: 'hidden by display:none of an ancestor',
    page: beside(`<div style="display:none">${PMR}</div>`),
    expect: 'none',
  },
  {
    id: '9a',
    title: 'hidden by a class of the page’s own style',
    page: page(SIBLINGS + pmr({ attributes: 'data-x class="is-off"' }), CLASS_HIDES).replace(
      'class="psgMatchPrd" data-offer-type="PMR"',
      'data-offer-type="PMR"',
    ),
    expect: { rendered: 'none', static: 'unknown:needs-render' },
  },
  {
    id: '9b',
    title: 'hidden by a style sheet of its own',
    page: page(`${SIBLINGS}<div class="is-off">${PMR}</div>`, SHEET_HIDES),
    routes: SHEET,
    expect: { rendered: 'none', static: 'unknown:needs-render' },
  },
  {
    id: '9c',
    title: 'shown under a style sheet that hides other things',
    page: beside(PMR).replace('<title>', `${SHEET_HIDES}<title>`),
    routes: SHEET,
    expect: { rendered: 'available', static: 'unknown:needs-render' },
  },
  ...forms(
    '10',
    [
      `<template>${PMR}</template>`,
      `<noscript>${PMR}</noscript>`,
      `<!-- ${PMR} -->`,
      `<script type="application/json">${JSON.stringify({ html: 'data-offer-type="PMR" Réserver 45 €' })}</script>`,
      `<script type="text/html">${PMR}</script>`,
    ],
    (hidden) => ({
      title: `no element at all: ${hidden.slice(0, 26)}`,
      page: beside(hidden),
      expect: 'none',
    }),
  ),
  {
    id: '10f',
    title: 'in pushed data of the framework',
    page: beside('') + script('(self.__next_f=self.__next_f||[]).push([1,"offer-type PMR 45 € Réserver"])'),
    expect: { rendered: 'none', static: 'none | unknown:needs-render' },
  },
  ...forms(
    '11',
    [
      'style="width:0;height:0;overflow:hidden"',
      'style="opacity:0"',
      'style="clip-path:inset(50%)"',
      'inert',
      'style="visibility:hidden"',
      'style="content-visibility:hidden"',
      'style="position:absolute;clip:rect(0 0 0 0);width:1px;height:1px;overflow:hidden"',
      'style="transform:scale(0)"',
      'hidden',
    ],
    (attributes) => ({
      title: `nobody can see it: ${attributes}`,
      page: beside(`<div ${attributes}>${PMR}</div>`),
      expect: attributes.includes('transform')
        ? { rendered: 'none', static: 'none | unknown:needs-render' }
        : 'none',
    }),
  ),
]

const CLOSED = `<button aria-expanded="false" aria-controls="places">Places PMR</button>
  <div id="places" class="accordion-panel" style="height:0;overflow:hidden">${PMR}</div>`

const PLACES: CorpusCase[] = [
  {
    id: '15a',
    title: 'in a closed accordion',
    page: beside(CLOSED),
    deadlineMs: SHORT_MS,
    expect: 'unknown:ambiguous-offer',
  },
  {
    id: '15b',
    title: 'in closed details',
    page: beside(`<details><summary>Places PMR</summary>${PMR}</details>`),
    deadlineMs: SHORT_MS,
    expect: 'unknown:ambiguous-offer',
  },
  {
    id: '15c',
    title: 'in an accordion that stands open',
    page: beside(CLOSED.replace('"false"', '"true"').replace('height:0', 'height:auto')),
    expect: 'available',
  },
  {
    id: '15d',
    title: 'in a closed accordion known by its name only',
    page: beside(`<div class="collapse" style="height:0;overflow:hidden">${PMR}</div>`),
    deadlineMs: SHORT_MS,
    expect: 'unknown:ambiguous-offer',
  },
  {
    id: '15e',
    title: 'in a tab that is not open',
    page: beside(`<div role="tabpanel" style="display:none">${PMR}</div>`),
    deadlineMs: SHORT_MS,
    expect: 'unknown:ambiguous-offer',
  },
  {
    id: '15f',
    title: 'in a closed section, and sold out',
    page: beside(`<details><summary>Places PMR</summary>${pmr({ control: '<b>Épuisé</b>' })}</details>`),
    expect: 'none',
  },
  {
    id: '15g',
    title: 'a row that stands open beside closed conditions which say "épuisé"',
    page: beside(
      pmr({ more: '<details><summary>Conditions</summary>Quota épuisé : voir au guichet</details>' }),
    ),
    expect: 'available',
  },
  {
    id: '16a',
    title: 'in an open shadow root made by script',
    page:
      beside('<psg-offers></psg-offers>') +
      script(
        `document.querySelector('psg-offers').attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(PMR)}`,
      ),
    expect: { rendered: 'available' },
  },
  {
    id: '16b',
    title: 'in a shadow root that the HTML declares',
    page: beside(`<psg-offers><template shadowrootmode="open">${PMR}</template></psg-offers>`),
    expect: { rendered: 'available', static: 'available | unknown:needs-render' },
  },
  {
    id: '16c',
    title: 'all offers in nested shadow roots',
    page: page(
      `<psg-offers><template shadowrootmode="open"><psg-list><template shadowrootmode="open">${SIBLINGS}</template></psg-list></template></psg-offers>`,
    ),
    expect: { rendered: 'none', static: 'none | unknown:needs-render' },
  },
  {
    id: '17a',
    title: 'in a frame of the same origin',
    page: beside('<iframe src="/fr/offres-pmr" width="700" height="400"></iframe>'),
    routes: { '/fr/offres-pmr': { body: bare(PMR) } },
    expect: { rendered: 'available', static: 'unknown:needs-render | unknown:partial' },
  },
  {
    id: '17b',
    title: 'in a large frame of another site',
    page: (visit) => ({
      body: beside(
        `<iframe src="${visit.at('{case}.boutique.example', '/pmr')}" width="700" height="400"></iframe>`,
      ),
    }),
    routes: { '/pmr': { body: bare(PMR) } },
    deadlineMs: SHORT_MS,
    expect: { rendered: 'unknown:partial', static: 'unknown:needs-render | unknown:partial' },
  },
  {
    id: '17c',
    title: 'an advertisement frame away from the offers',
    page: (visit) => ({
      body: matchPage({
        last: `<iframe src="${visit.at('{case}.pub.example', '/pub')}" width="728" height="90"></iframe>`,
      }),
    }),
    routes: { '/pub': { body: bare('Publicité') } },
    expect: { rendered: 'none', static: 'none | unknown:needs-render' },
  },
  {
    id: '17d',
    title: 'a tracker’s frame of one pixel among the offers',
    page: (visit) => ({
      body: beside(
        `<iframe src="${visit.at('{case}.pub.example', '/pub')}" width="1" height="1" style="border:0"></iframe>`,
      ),
    }),
    routes: { '/pub': { body: bare('') } },
    expect: { rendered: 'none', static: 'none | unknown:needs-render' },
  },
  ...forms('18', ['li', 'section', 'psg-offer', 'article', 'tr'], (tag) => ({
    title: `as <${tag}>`,
    page: beside(
      tag === 'tr'
        ? '<table><tr data-offer-type="PMR"><td>Place PMR</td><td>45 €</td><td><button>Réserver</button></td></tr></table>'
        : pmr({ tag }),
    ),
    target: { selector: 'div[data-offer-type="PMR"]' },
    expect: 'available',
  })),
  ...forms('19', ['pmr', 'Pmr', 'PMR_UFR', 'PMR ', ' PMR-ACC', 'PLACE.PMR'], (type) => ({
    title: `type word "${type}"`,
    page: beside(row(type, { name: 'Place PMR', price: '45,00 €' })),
    expect: 'available',
  })),
  ...forms('20', [SIBLINGS.replaceAll('data-offer-type', 'data-type'), SIBLINGS, ''], (others) => ({
    title: `another attribute, ${others === '' ? 'alone' : others.includes('data-type') ? 'on all' : 'on PMR only'}`,
    page: page(others + pmr({ attribute: 'data-type' })),
    deadlineMs: SHORT_MS,
    expect: 'unknown:ambiguous-offer | available',
  })),
]

const NOT_SEATS: CorpusCase[] = [
  ...forms(
    '21',
    [
      '<div class="filters"><button data-offer-type="GP">Grand public</button><button data-offer-type="PMR">PMR</button></div>',
      '<ul class="legend"><li data-offer-type="PMR"><i></i> PMR</li><li data-offer-type="GP"><i></i> Grand public</li></ul>',
      '<svg width="200" height="90" role="img"><g data-offer-type="PMR"><text y="20">PMR</text></g></svg>',
      '<form class="psgFilters"><label data-offer-type="PMR"><input type="checkbox" name="t" value="PMR"> PMR</label></form>',
    ],
    (chip) => ({
      title: `no offer: ${chip.slice(0, 30)}`,
      page: matchPage({ above: chip }),
      expect: 'none',
    }),
  ),
  {
    id: '21e',
    title: 'filter chips and nothing else',
    page: matchPage({
      above: '<div class="filters"><button data-offer-type="PMR">PMR</button></div>',
      offers: '',
    }),
    deadlineMs: SHORT_MS,
    expect: 'unknown:layout-changed',
  },
  {
    id: '22a',
    title: '"Parking PMR", "Accès PMR" and a footer link',
    page: matchPage({
      below: '<p>Parking PMR 15 € au tarif unique. Accès PMR porte K.</p><p>Espace PMR complet</p>',
    }),
    expect: 'none',
  },
  {
    id: '22b',
    title: 'a parking offer of another type',
    page: beside(row('PARKING', { name: 'Parking PMR', price: '20,00 €' })),
    expect: 'none',
  },
  {
    id: '22c',
    title: 'a parking offer whose type names PMR',
    page: beside(row('PARKING_PMR', { name: 'Parking PMR', price: '20,00 €' })),
    expect: 'none',
  },
  {
    id: '22d',
    title: 'wheelchair in a note on services',
    page: matchPage({
      below: '<p>Des fauteuils roulants peuvent être prêtés à l’accueil (caution : 50 €).</p>',
    }),
    expect: 'none',
  },
  {
    id: '23',
    title: 'a price, and the control says "Me connecter"',
    page: beside(pmr({ control: '<a href="/fr/connexion">Me connecter</a>' })),
    expect: 'available +restricted',
  },
  {
    id: '24a',
    title: '"Sur justificatif" with a price',
    page: beside(pmr({ control: '<button>Sur justificatif</button>' })),
    expect: 'available +restricted',
  },
  {
    id: '24b',
    title: '"Nous contacter" with a count of places',
    page: beside(
      row('PMR', { name: 'PMR', more: '<p>2 places</p>', control: '<a href="/c">Nous contacter</a>' }),
    ),
    expect: 'available +restricted',
  },
  {
    id: '24c',
    title: '"Nous contacter" alone',
    page: beside(row('PMR', { name: 'Place PMR', control: '<a href="/c">Nous contacter</a>' })),
    deadlineMs: SHORT_MS,
    expect: 'unknown:ambiguous-offer',
  },
  {
    id: '25a',
    title: 'opens on a day, with an enabled button',
    page: beside(pmr({ more: `<p>Ouverture le ${SALE_DAY.numbers} à 10 h</p>` })),
    expect: 'none +opensAt',
  },
  {
    id: '25b',
    title: 'opens on a day, without a button',
    page: beside(pmr({ more: `<p>Ouverture le ${SALE_DAY.numbers} à 10 h</p>`, control: '' })),
    expect: 'none +opensAt',
  },
  {
    id: '25c',
    title: 'on sale soon',
    page: beside(pmr({ control: '<span>Bientôt disponible</span>' })),
    expect: 'none',
  },
  ...forms(
    '26',
    [
      '<select name="q"><option value="0">0</option></select>',
      '<input type="number" name="q" min="0" max="0" value="0">',
      `<select name="q"><option value="0">0</option><option value="1" disabled>1</option></select>${BUTTON}`,
    ],
    (control) => ({
      title: `only 0 can be chosen: ${control.slice(0, 24)}`,
      page: beside(pmr({ control })),
      expect: 'none',
    }),
  ),
  {
    id: '27a',
    title: 'one place where two are needed',
    page: beside(pmr({ more: '<p>1 place disponible</p>' })),
    target: { places: 2 },
    expect: 'available +quantity',
  },
  {
    id: '27b',
    title: 'at most one can be chosen where two are needed',
    page: beside(pmr({ more: '<select><option>0</option><option>1</option></select>' })),
    target: { places: 2 },
    expect: 'available +quantity',
  },
  {
    id: '28a',
    title: 'resale above the price limit',
    page: beside(pmr({ name: 'PMR - Ticketplace', price: '120,00 €' })),
    target: { priceMost: 60 },
    expect: 'none +priceOver',
  },
  {
    id: '28b',
    title: 'one above and one below the price limit',
    page: beside(pmr({ name: 'PMR - Ticketplace', price: '1 120,00 €' }) + PMR),
    target: { priceMost: 60 },
    offers: 1,
    expect: 'available',
  },
  ...forms(
    '29',
    [
      `<section><h2>Matchs similaires</h2>${PMR}</section>`,
      `<aside class="psgRelated related"><h2>Paris SG - Lens</h2>${PMR}</aside>`,
      `<section class="psgNextMatch"><h2>Paris SG - Lens</h2><div>${PMR}</div></section>`,
    ],
    (below) => ({
      title: `in another match’s block: ${below.slice(0, 34)}`,
      page: matchPage({ below }),
      target: { event: 'Paris SG OM' },
      expect: 'none',
    }),
  ),
  {
    id: '30a',
    title: 'the match is over and still lists PMR',
    page: matchPage({
      above: '<p class="psgEnded">Ce match est terminé.</p>',
      offers: SIBLINGS + PMR,
      date: dated(day(-2)),
    }),
    expect: 'none',
  },
  {
    id: '30c',
    title: 'only the date says that the match is over',
    page: matchPage({ offers: SIBLINGS + PMR, date: dated(day(-9)) }),
    expect: 'none',
  },
  {
    id: '30b',
    title: 'a past match beside still lists PMR',
    page: matchPage({ below: `<section class="past-matches"><h2>Matchs passés</h2>${PMR}</section>` }),
    expect: 'none',
  },
  {
    id: '31',
    title: 'two PMR rows, one sold out',
    page: beside(pmr({ name: 'PMR Boulogne', control: '<b>Épuisé</b>' }) + PMR),
    offers: 1,
    expect: 'available',
  },
]

const arabic = (control: string) =>
  matchPage({
    lang: 'ar',
    offers: GENERAL + row('PMR', { name: 'مقعد لذوي الاحتياجات الخاصة', price: '45,00 €', control }),
  })

const WORDING: CorpusCase[] = [
  {
    id: '36a',
    title: 'a count of none: PMR (0)',
    page: matchPage({ above: '<p class="psgCounts">PMR (0)</p>', offers: '' }),
    expect: 'none',
  },
  {
    id: '36b',
    title: 'a count without rows: PMR (2)',
    page: matchPage({ above: '<p class="psgCounts">PMR (2)</p>', offers: '' }),
    deadlineMs: SHORT_MS,
    expect: 'unknown:ambiguous-offer',
  },
  {
    id: '36c',
    title: 'a count without rows beside siblings',
    page: matchPage({ above: '<p class="psgCounts">PMR (2)</p>' }),
    deadlineMs: SHORT_MS,
    expect: 'unknown:ambiguous-offer',
  },
  ...forms('37', ['0 €', 'Gratuit', 'Accompagnateur gratuit', 'Offert', 'Free'], (price) => ({
    title: `priced "${price}"`,
    page: beside(pmr({ price, control: '' })),
    expect: 'available',
  })),
  ...forms(
    '38',
    [
      'É\u00ADpui\u00ADsé',
      'E\u0301PUISE\u0301',
      'EPUISE',
      'Plus\u00A0disponible',
      'Épuisé\u00A0²',
      'é<b>pui</b>sé',
    ],
    (word) => ({
      title: `sold out in odd letters: ${JSON.stringify(word)}`,
      page: beside(pmr({ control: `<span>${word}</span>` })),
      expect: 'none',
    }),
  ),
  {
    id: '38g',
    title: 'no-break spaces in the price',
    page: beside(pmr({ price: '45,00\u00A0\u202F€', control: '' })),
    expect: 'available',
  },
  {
    id: '38h',
    title: 'the English page, to be had',
    page: matchPage({
      lang: 'en',
      offers:
        row('GP', { name: 'General', price: '€85.00', control: '<button>Add to basket</button>' }) +
        row('PMR', {
          name: 'Wheelchair + companion',
          price: '€45.00',
          control: '<button>Add to basket</button>',
        }),
    }),
    expect: 'available',
  },
  {
    id: '38i',
    title: 'the English page, sold out',
    page: matchPage({
      lang: 'en',
      offers:
        row('GP', { name: 'General', price: '€85.00', control: '<button>Add to basket</button>' }) +
        row('PMR', { name: 'Wheelchair + companion', price: '€45.00', control: '<em>Sold Out</em>' }),
    }),
    expect: 'none',
  },
  {
    id: '38j',
    title: 'the Arabic page, to be had',
    page: arabic('<button>احجز الآن</button>'),
    expect: 'available',
  },
  {
    id: '38k',
    title: 'the Arabic page, sold out',
    page: arabic('<span>نفدت التذاكر</span>'),
    expect: 'none',
  },
  {
    id: '38l',
    title: 'the Arabic page, not available',
    page: arabic('<button disabled>غير متاح</button>'),
    expect: 'none',
  },
  ...forms(
    '39',
    [
      '<input type="image" alt="Acheter" src="/a.png">',
      '<a href="/fr/acheter/1"><img src="/a.png" alt="Réserver"></a>',
      '<input type="submit" value="Réserver">',
      '<button aria-label="Réserver"></button>',
      '<button class="icon-cart" style="width:40px;height:40px"></button>',
      '<a href="/fr/acheter/1" title="Acheter" class="icon"></a>',
      '<div role="button" tabindex="0">Choisir</div>',
    ],
    (control) => ({
      title: `a control without text: ${control.slice(0, 30)}`,
      page: beside(pmr({ control })),
      expect: 'available',
    }),
  ),
  {
    id: '40',
    title: 'prose says available, the row does not',
    page: matchPage({
      above: '<p>Des places PMR sont encore disponibles à 45 € !</p>',
      offers: SIBLINGS + pmr({ control: '<b>Indisponible</b>' }),
    }),
    expect: 'none',
  },
  {
    id: '41',
    title: 'only metadata says in stock',
    page: page(
      '',
      '<script type="application/ld+json">{"@type":"Offer","availability":"https://schema.org/InStock"}</script>',
    ),
    deadlineMs: SHORT_MS,
    expect: { rendered: 'unknown:needs-render | unknown:layout-changed', static: 'unknown:needs-render' },
  },
  {
    id: '42',
    title: 'metadata says out of stock beside a live row',
    page: page(
      SIBLINGS + PMR,
      '<script type="application/ld+json">{"@type":"Offer","availability":"https://schema.org/OutOfStock"}</script>',
    ),
    expect: 'available +conflict',
  },
]

export const OFFER_CASES: readonly CorpusCase[] = [
  ...PRESENCE,
  ...HIDDEN,
  ...PLACES,
  ...NOT_SEATS,
  ...WORDING,
]
