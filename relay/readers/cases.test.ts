import type { Observation } from '#core/observation.ts'
import type { Verdict } from '#core/verdict.ts'
import type { SeatsTarget } from '#core/watch.ts'

import { describe, expect, test } from 'vitest'

import { judge } from '#core/judge.ts'
import { readStatic } from '#readers/static-document.ts'

import { GENERAL, HOSPITALITY, MATCH_URL, PMR_OPEN, offer, psgPage } from '../test/psg-page.ts'

type Case = {
  what: string
  html: string
  expect: string
  url?: string
  finalUrl?: string
  status?: number
  headers?: Record<string, string>
  target?: SeatsTarget
}

function verdictOf({
  html,
  url = MATCH_URL,
  finalUrl = url,
  status = 200,
  headers = {},
  target = {},
}: Case): Verdict {
  const page = readStatic(html, { url: finalUrl, ...target })
  const observation: Observation = {
    at: 1,
    durationMs: 1,
    url,
    finalUrl,
    chain: [url],
    status,
    headers,
    failure: null,
    rendered: false,
    page,
    phases: {},
  }
  return judge({ url, target }, observation)
}

const word = (verdict: Verdict) => (verdict.state === 'unknown' ? `unknown:${verdict.reason}` : verdict.state)

const siblings = `${GENERAL}${HOSPITALITY}`
const pmr = (inner: string, attributes?: string) =>
  psgPage({ offers: siblings + offer('PMR', inner, attributes) })
const BUYABLE = '<h3>Place PMR</h3><span>45,00 €</span><button>Ajouter au panier</button>'
const HIDDEN_BY_RULE = '<style>.off{display:none}</style>'

/** Numbers are those of VERDICTS.md 5.4; what needs styles, scripts or time is in `settle.test.ts`. */
const PAGE_STATES: Case[] = [
  { what: '1 siblings and no target', html: psgPage(), expect: 'none' },
  { what: '2 an empty offers box', html: psgPage({ offers: '' }), expect: 'unknown:layout-changed' },
  {
    what: '3 the empty notice',
    html: psgPage({ offers: '<p>Aucune offre n’est disponible pour ce match.</p>' }),
    expect: 'none',
  },
  { what: '4 a target with button and price', html: pmr(BUYABLE), expect: 'available' },
  ...['Épuisé', 'Complet', 'Épuisé ²', 'ÉPUISÉ', 'Indisponible'].map((state) => ({
    what: `5 "${state}" in its own row`,
    html: pmr(`<h3>Place PMR</h3><span>45 €</span><em>${state}</em>`),
    expect: 'none',
  })),
  {
    what: '6 "Épuisé" in the neighbour only',
    html: psgPage({ offers: `${offer('GP', '<h3>Grand public</h3> Épuisé')}${PMR_OPEN}` }),
    expect: 'available',
  },
  {
    what: '7 a disabled button',
    html: pmr('<h3>PMR</h3><button disabled>Réserver</button>'),
    expect: 'none',
  },
  {
    what: '7 aria-disabled',
    html: pmr('<h3>PMR</h3><a href="/x" aria-disabled="true">Réserver</a>'),
    expect: 'none',
  },
  {
    what: '8 hidden by an ancestor',
    html: psgPage({ offers: `${siblings}<div style="display: none">${PMR_OPEN}</div>` }),
    expect: 'none',
  },
  {
    what: '9 perhaps hidden by a class',
    html: psgPage({ head: HIDDEN_BY_RULE, offers: siblings + offer('PMR', BUYABLE, 'data-x class="off"') }),
    expect: 'unknown:needs-render',
  },
  ...['template', 'noscript'].map((tag) => ({
    what: `10 inside ${tag}`,
    html: psgPage({ offers: `${siblings}<${tag}>${PMR_OPEN}</${tag}>` }),
    expect: 'none',
  })),
  {
    what: '10 inside a comment',
    html: psgPage({ offers: `${siblings}<!-- ${PMR_OPEN} -->` }),
    expect: 'none',
  },
  {
    what: '10 inside a script',
    html: psgPage({ offers: `${siblings}<script type="application/json">"${PMR_OPEN}"</script>` }),
    expect: 'none',
  },
  ...['opacity:0', 'visibility: hidden', 'position:absolute;left:-9999px', 'clip-path: inset(50%)'].map(
    (style) => ({
      what: `11, 69 ${style}`,
      html: pmr(BUYABLE, `style="${style}"`),
      expect: 'none',
    }),
  ),
  { what: '11 inert', html: pmr(BUYABLE, 'inert'), expect: 'none' },
  { what: '11 the hidden attribute', html: pmr(BUYABLE, 'hidden'), expect: 'none' },
  {
    what: '15 a closed section',
    html: psgPage({ offers: `${siblings}<details><summary>Plus</summary>${PMR_OPEN}</details>` }),
    expect: 'unknown:ambiguous-offer',
  },
  ...['li', 'section', 'seat-offer'].map((tag) => ({
    what: `18 as <${tag}>`,
    html: psgPage({ offers: `${siblings}<${tag} data-offer-type="PMR">${BUYABLE}</${tag}>` }),
    expect: 'available',
  })),
  {
    what: '18 as another element than the selector names',
    html: psgPage({ offers: `${siblings}<li data-offer-type="PMR">${BUYABLE}</li>` }),
    target: { selector: 'div[data-offer-type="PMR"]' },
    expect: 'available',
  },
  ...['pmr', 'Pmr', 'PMR_UFR', 'PMR ', 'place-pmr'].map((type) => ({
    what: `19 type word "${type}"`,
    html: psgPage({ offers: siblings + offer(type, BUYABLE) }),
    expect: 'available',
  })),
  {
    what: '20 another attribute, with price and button',
    html: psgPage({
      offers: `<div data-type="x"><h3>Place PMR</h3><span>45 €</span><button>Ajouter</button></div>`,
    }),
    expect: 'unknown:ambiguous-offer',
  },
  {
    what: '21 a filter chip',
    html: psgPage({ before: '<div class="filters"><button data-offer-type="PMR">PMR</button></div>' }),
    expect: 'none',
  },
  {
    what: '21 a chip without a filter bar',
    html: psgPage({ offers: `${siblings}<button data-offer-type="PMR">PMR</button>` }),
    expect: 'unknown:ambiguous-offer',
  },
  {
    what: '21 chips alone prove nothing',
    html: psgPage({
      offers: '<button data-offer-type="GP">GP</button><button data-offer-type="VIP">VIP</button>',
    }),
    expect: 'unknown:layout-changed',
  },
  {
    what: '22 "Parking PMR" and a footer link',
    html: psgPage({ after: '<p>Parking PMR, Accès PMR</p>' }),
    expect: 'none',
  },
  {
    what: '22 a note about PMR seats beside the offers',
    html: psgPage({
      offers: `${GENERAL}${HOSPITALITY}<p>Les places PMR comprennent celle de l’accompagnateur.</p>`,
    }),
    expect: 'none',
  },
  {
    what: '22 a note about PMR prices beside the offers',
    html: psgPage({ after: '<p>Tarif PMR au guichet : 45 €, accompagnateur compris.</p>' }),
    expect: 'none',
  },
  {
    what: '20 another markup beside typed offers, with price and button',
    html: psgPage({
      after: '<div class="x"><h3>Place PMR</h3><p>45 €</p><button>Ajouter au panier</button></div>',
    }),
    expect: 'unknown:ambiguous-offer',
  },
  {
    what: '23 a price and "Me connecter"',
    html: pmr('<h3>PMR</h3> 45 € <a href="/login">Me connecter</a>'),
    expect: 'available',
  },
  {
    what: '24 "Sur justificatif" with a price',
    html: pmr('<h3>PMR</h3> 45 € <p>Sur justificatif</p>'),
    expect: 'available',
  },
  {
    what: '24 "Nous contacter" alone',
    html: pmr('<h3>PMR</h3><a href="/contact">Nous contacter</a>'),
    expect: 'unknown:ambiguous-offer',
  },
  {
    what: '25 opens later, with a working button',
    html: pmr('<h3>PMR</h3> 45 € <p>Ouverture le 12/12 à 10 h</p><button>Réserver</button>'),
    expect: 'none',
  },
  {
    what: '26 the quantity field holds only 0',
    html: pmr('<h3>PMR</h3> 45 € <select><option>0</option></select>'),
    expect: 'none',
  },
  {
    what: '27 one place',
    html: pmr('<h3>PMR</h3> 1 place disponible 45 € <button>Réserver</button>'),
    expect: 'available',
  },
  {
    what: '29 in another match’s block',
    html: psgPage({ after: `<section><h2>Matchs similaires</h2>${PMR_OPEN}</section>` }),
    expect: 'none',
  },
  {
    what: '30 among past matches',
    html: psgPage({ after: `<section class="past">${PMR_OPEN}</section>` }),
    expect: 'none',
  },
  {
    what: '31 two rows, one gone',
    html: psgPage({ offers: siblings + PMR_OPEN + offer('PMR', '<h3>PMR bis</h3> Épuisé') }),
    expect: 'available',
  },
  {
    what: '32 a skeleton without text',
    html: psgPage({ offers: siblings + offer('PMR', '<i class="shimmer"></i>') }),
    expect: 'unknown:not-settled',
  },
  { what: '36 a count of none', html: psgPage({ offers: '<p>PMR (0)</p>' }), expect: 'none' },
  {
    what: '36 a count without rows',
    html: psgPage({ offers: '<p>PMR (2)</p>' }),
    expect: 'unknown:ambiguous-offer',
  },
  { what: '37 a free companion', html: pmr('<h3>PMR</h3><span>Gratuit</span>'), expect: 'available' },
  { what: '37 0 €', html: pmr('<h3>PMR</h3><span>0 €</span>'), expect: 'available' },
  {
    what: '38 odd spaces and soft hyphens',
    html: pmr('<h3>PMR</h3><b>é\u00ADpui\u00ADsé</b>'),
    expect: 'none',
  },
  {
    what: '38 no-break space in the price',
    html: pmr('<h3>PMR</h3>45,00\u00A0\u202F€'),
    expect: 'available',
  },
  { what: '38 decomposed accents', html: pmr('<h3>PMR</h3><b>E\u0301PUISE\u0301</b>'), expect: 'none' },
  {
    what: '38 in English',
    html: pmr('<h3>Wheelchair</h3>£30.00 <button>Buy now</button>'),
    expect: 'available',
  },
  { what: '38 sold out in German', html: pmr('<h3>Rollstuhlplatz</h3>30 € ausverkauft'), expect: 'none' },
  { what: '39 value=', html: pmr('<h3>PMR</h3><input type="submit" value="Réserver">'), expect: 'available' },
  {
    what: '39 a picture',
    html: pmr('<h3>PMR</h3><input type="image" alt="Acheter" src="a.png">'),
    expect: 'available',
  },
  {
    what: '39 aria-label',
    html: pmr('<h3>PMR</h3><button aria-label="Réserver"></button>'),
    expect: 'available',
  },
  {
    what: '39 a background icon',
    html: pmr('<h3>PMR</h3><button class="icon"></button>'),
    expect: 'available',
  },
  {
    what: '40 prose says available, the row does not',
    html: psgPage({
      before: '<p>Des places PMR sont disponibles !</p>',
      offers: siblings + offer('PMR', 'PMR <b>Épuisé</b>'),
    }),
    expect: 'none',
  },
  {
    what: '41 only metadata says in stock',
    html: psgPage({
      offers: '',
      head: '<script type="application/ld+json">{"availability":"https://schema.org/InStock"}</script>',
    }),
    expect: 'unknown:needs-render',
  },
  {
    what: '42 metadata says out of stock beside a live row',
    html: psgPage({
      offers: PMR_OPEN,
      head: '<script type="application/ld+json">{"availability":"OutOfStock"}</script>',
    }),
    expect: 'available',
  },
  {
    what: 'a waiting list is no seat',
    html: pmr('<h3>PMR</h3> 45 € <button>M’alerter</button>'),
    expect: 'none',
  },
  {
    what: '"sold out" beside a working "buy"',
    html: pmr('<h3>PMR</h3> Catégorie 1 épuisé <button>Ajouter au panier</button>'),
    expect: 'unknown:ambiguous-offer',
  },
  {
    what: 'almost gone is there',
    html: pmr('<h3>PMR</h3> 45 € Presque épuisé <button>Réserver</button>'),
    expect: 'available',
  },
]

const QUEUE_TEXT = '<h1>Paris SG - OM</h1><p>Vous êtes dans la file d’attente. Votre position : 4 512.</p>'
const bare = (body: string, head = '') =>
  `<!doctype html><html><head>${head}</head><body>${body}</body></html>`
const CONNECTOR = '<script src="https://static.queue-it.net/script/queueclient.min.js"></script>'
const SNIPPET = '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>'

const WALLS: Case[] = [
  {
    what: '43 Queue-it redirect',
    html: bare('<p>…</p>'),
    finalUrl: 'https://psg.queue-it.net/?c=psg&e=om&t=x',
    expect: 'unknown:queue',
  },
  { what: '44 queue text on the own host', html: bare(QUEUE_TEXT), expect: 'unknown:queue' },
  { what: '45 the connector in a healthy page', html: psgPage({ after: CONNECTOR }), expect: 'none' },
  {
    what: '46 Cloudflare Waiting Room',
    html: bare('<h1>Merci de patienter</h1><script>window.cfWaitingRoom={"position":4}</script>'),
    expect: 'unknown:queue',
  },
  ...[403, 429, 503].map((status) => ({
    what: `47 cf-mitigated at ${status}`,
    html: bare('<p>Checking</p>'),
    status,
    headers: { 'cf-mitigated': 'challenge' },
    expect: 'unknown:challenge',
  })),
  {
    what: '49 blocked',
    html: bare('<h1>Sorry, you have been blocked</h1>'),
    status: 403,
    expect: 'unknown:blocked',
  },
  { what: '50 the detection snippet in a healthy page', html: psgPage({ after: SNIPPET }), expect: 'none' },
  {
    what: '51 Imperva at 200',
    html: bare('', '<script src="/_Incapsula_Resource?SWJIYLWA=7"></script>'),
    expect: 'unknown:challenge',
  },
  {
    what: '52 Turnstile in a login box of a healthy page',
    html: psgPage({ before: '<form><input type="password"><div class="cf-turnstile"></div></form>' }),
    expect: 'none',
  },
  {
    what: '53 login redirect',
    html: bare('<form><input type="password"></form>'),
    finalUrl: 'https://auth.billetterie.psg.fr/fr/login',
    expect: 'unknown:login',
  },
  {
    what: '53 a login form in the header of a healthy page',
    html: psgPage({ before: '<header><form><input type="password"></form></header>' }),
    expect: 'none',
  },
  {
    what: '53 a login page at the same address',
    html: bare('<main><h1>Connexion</h1><form><input type="email"><input type="password"></form></main>'),
    expect: 'unknown:login',
  },
  {
    what: '55 Didomi over loaded offers',
    html: psgPage({ before: '<div id="didomi-host">Cookies</div>' }),
    expect: 'none',
  },
  {
    what: '55 content withheld',
    html: bare('<div id="didomi-host">Cookies</div>'),
    expect: 'unknown:consent',
  },
  {
    what: '56 maintenance',
    html: bare('<h1>Site en maintenance</h1>'),
    status: 503,
    expect: 'unknown:maintenance',
  },
  {
    what: '56 a maintenance banner above offers',
    html: psgPage({ before: '<p>Maintenance en cours cette nuit</p>' }),
    expect: 'none',
  },
  { what: '57 404', html: psgPage({ offers: '' }), status: 404, expect: 'unknown:not-found' },
  { what: '57 410', html: bare('gone'), status: 410, expect: 'unknown:not-found' },
  {
    what: '57 led back to the home page',
    html: psgPage({ heading: '<h1>Billetterie</h1>' }),
    finalUrl: 'https://billetterie.psg.fr/',
    expect: 'unknown:wrong-page',
  },
  {
    what: '58 another opponent',
    html: psgPage({
      title: 'Paris SG - Lens',
      heading: '<h1>Paris SG - Lens</h1>',
      offers: siblings + PMR_OPEN,
    }),
    target: { event: 'Paris SG OM' },
    expect: 'unknown:wrong-page',
  },
  {
    what: '58 the canonical address names another match',
    html: psgPage({
      head: '<link rel="canonical" href="/fr/catalogue/match-foot-masculin-paris-sg-vs-lens-2">',
    }),
    expect: 'unknown:wrong-page',
  },
  { what: '59 an empty body', html: bare(''), expect: 'unknown:empty' },
  {
    what: '59 an application shell',
    html: bare('<div id="root"></div><script src="/a.js"></script>'),
    expect: 'unknown:needs-render',
  },
  {
    what: '60 one part failed',
    html: psgPage({ offers: `${siblings}<p>Une erreur est survenue, réessayer</p>` }),
    expect: 'unknown:partial',
  },
  { what: '62 a copy of an hour ago', html: psgPage(), headers: { age: '3600' }, expect: 'unknown:stale' },
  { what: '63 cut in the middle', html: psgPage().slice(0, -120), expect: 'unknown:not-settled' },
  {
    what: '63 cut, but the seat has come',
    html: psgPage({ offers: PMR_OPEN + siblings }).slice(0, -200),
    expect: 'available',
  },
  {
    what: '64 geo gate',
    html: bare('<h1>Ce service n’est pas disponible dans votre pays</h1>'),
    expect: 'unknown:geo',
  },
  {
    what: '65 a decoy of 6 kB',
    html: bare(`<form id="challenge-form"></form><p style="color:#fff">${'lorem ipsum '.repeat(500)}</p>`),
    expect: 'unknown:challenge',
  },
  {
    what: '66 a look-alike title over the real page',
    html: psgPage({ title: 'Just a moment...' }),
    expect: 'none',
  },
  {
    what: '67 siblings under new markup',
    html: psgPage({ offers: '<article data-kind="GP">Grand public 85 €</article>' }),
    expect: 'unknown:layout-changed',
  },
  { what: '403 alone', html: bare('<h1>Forbidden</h1>'), status: 403, expect: 'unknown:blocked' },
  {
    what: '429 alone',
    html: bare('<h1>Too many requests</h1>'),
    status: 429,
    expect: 'unknown:rate-limited',
  },
  { what: '500', html: bare('<h1>Error</h1>'), status: 500, expect: 'unknown:http-error' },
  {
    what: 'DataDome',
    html: bare('<script>var dd={"rt":"c","t":"bv"}</script>'),
    status: 403,
    expect: 'unknown:blocked',
  },
  {
    what: 'AWS WAF',
    html: bare('x'),
    status: 405,
    headers: { 'x-amzn-waf-action': 'captcha' },
    expect: 'unknown:captcha',
  },
  {
    what: 'Kasada',
    html: bare(''),
    status: 429,
    headers: { 'x-kpsdk-ct': '1' },
    expect: 'unknown:challenge',
  },
  {
    what: 'a watch’s own anchor is missing',
    html: psgPage(),
    target: { anchor: '#not-there' },
    expect: 'unknown:layout-changed',
  },
]

describe('the cases of VERDICTS.md, as sent', () => {
  test.each(PAGE_STATES)('$what → $expect', (given) => {
    expect(word(verdictOf(given))).toBe(given.expect)
  })
  test.each(WALLS)('$what → $expect', (given) => {
    expect(word(verdictOf(given))).toBe(given.expect)
  })
})

test('an offer tells what it is, what it costs, where it is and what limits it', () => {
  const verdict = verdictOf({
    what: '',
    expect: '',
    html: pmr('<h3>Place PMR</h3> 45,00 € <a href="/login?t=1">Me connecter</a>'),
  })
  expect(verdict).toMatchObject({
    state: 'available',
    offers: [
      {
        type: 'PMR',
        name: 'Place PMR',
        price: '45,00 €',
        restricted: 'Me connecter',
        url: 'https://billetterie.psg.fr/login?t=1',
      },
    ],
  })
})

test('none says what it rests on', () => {
  expect(verdictOf({ what: '', expect: '', html: psgPage() })).toEqual({
    state: 'none',
    proof: {
      anchor: 'offers: GP × 1, HOSPITALITE × 1',
      kind: 'siblings',
      detail: 'GP × 1, HOSPITALITE × 1',
    },
  })
})
