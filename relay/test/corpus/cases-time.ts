import type { CorpusCase } from './corpus-case.ts'

import { SHORT_MS } from './corpus-case.ts'
import {
  FILLED_BY_CALL,
  LIST,
  PMR,
  SIBLINGS,
  SKELETON,
  TALL,
  matchPage,
  paintLater,
  quoted,
  row,
  script,
} from './markup.ts'

/** Cases 12 to 14, 32 to 35, 48, 61 and 63 of VERDICTS.md 5.4: when and where the page says it. */

const LAZY = `<section id="lazy" style="min-height:240px"></section>${script(
  `new IntersectionObserver(([entry], self) => {
    if (!entry.isIntersecting) return
    self.disconnect()
    setTimeout(() => { lazy.innerHTML = ${quoted(PMR)} }, 200)
  }).observe(document.querySelector('#lazy'))`,
)}`

const VIRTUAL = script(`const rows = ${quoted(
  JSON.stringify(
    Array.from({ length: 80 }, (_, at) =>
      at === 55 ? PMR : row('GP', { name: `Bloc ${at}`, price: `${50 + at},00 €` }),
    ),
  ),
)}; const all = JSON.parse(rows), view = document.querySelector('#view'), HEIGHT = 150
  const draw = () => {
    const first = Math.floor(view.scrollTop / HEIGHT)
    view.firstElementChild.innerHTML = '<div style="height:' + first * HEIGHT + 'px"></div>' +
      all.slice(first, first + 5).map((each) => '<div style="height:' + HEIGHT + 'px;overflow:hidden">' + each + '</div>').join('') +
      '<div style="height:' + Math.max(0, all.length - 5 - first) * HEIGHT + 'px"></div>'
  }
  view.addEventListener('scroll', draw); draw()`)

/** The same, where the window itself scrolls. */
const VIRTUAL_PAGE = VIRTUAL.replaceAll(
  'view.scrollTop',
  '(window.scrollY - view.offsetTop > 0 ? window.scrollY - view.offsetTop : 0)',
).replace("view.addEventListener('scroll', draw)", "window.addEventListener('scroll', draw)")

const NEXT_PAGE = `<div id="more" style="height:60px"></div>${script(
  `let pages = 0
  new IntersectionObserver(([entry]) => {
    if (!entry.isIntersecting || pages === 3) return
    pages += 1
    fetch('/api/more?page=' + pages).then((a) => a.text()).then((html) => ${LIST}.insertAdjacentHTML('beforeend', html))
  }).observe(more)`,
)}`

const SCROLLED: CorpusCase[] = [
  {
    id: '12',
    title: 'below the fold',
    page: matchPage({ offers: SIBLINGS + TALL + PMR }),
    expect: 'available',
  },
  {
    id: '13a',
    title: 'drawn only when its section comes into view',
    page: matchPage({ below: TALL + LAZY }),
    expect: { rendered: 'available' },
  },
  {
    id: '13b',
    title: 'the same on a page with nothing else',
    page: matchPage({ offers: '', below: TALL + LAZY }),
    expect: { rendered: 'available', static: 'unknown:needs-render' },
  },
  {
    id: '13c',
    title: 'on the third page of a list that loads as one scrolls',
    page: matchPage({ offers: SIBLINGS.repeat(8), below: NEXT_PAGE }),
    routes: {
      '/api/more': ({ before }) => ({ body: before === 2 ? PMR : SIBLINGS.repeat(6), delayMs: 150 }),
    },
    expect: { rendered: 'available' },
  },
  {
    id: '14a',
    title: 'in a virtual list in a box of its own',
    page: matchPage({
      offers: `<div id="view" style="height:600px;overflow:auto"><div></div></div>`,
      last: VIRTUAL,
    }),
    expect: { rendered: 'available', static: 'unknown:needs-render' },
  },
  {
    id: '14b',
    title: 'in a virtual list that follows the window',
    page: matchPage({ offers: `<div id="view"><div></div></div>`, last: VIRTUAL_PAGE }),
    expect: { rendered: 'available', static: 'unknown:needs-render' },
  },
]

const removed = (ms: number) =>
  script(`setTimeout(() => document.querySelector('[data-offer-type=PMR]').remove(), ${ms})`)

const DRAWN: CorpusCase[] = [
  {
    id: '32a',
    title: 'a skeleton row of its type that stays',
    page: matchPage({
      offers:
        SIBLINGS +
        '<div class="psgMatchPrd skeleton shimmer" data-offer-type="PMR" style="height:80px"><i></i></div>',
    }),
    deadlineMs: SHORT_MS,
    expect: { rendered: 'unknown:not-settled', static: 'unknown:not-settled | unknown:needs-render' },
  },
  {
    id: '32b',
    title: 'skeletons in the whole list that stay',
    page: matchPage({ offers: SKELETON }),
    deadlineMs: SHORT_MS,
    expect: { rendered: 'unknown:not-settled', static: 'unknown:not-settled | unknown:needs-render' },
  },
  {
    id: '32c',
    title: 'a skeleton that becomes an offer',
    page: matchPage({ offers: SKELETON, last: FILLED_BY_CALL }),
    routes: { '/api/offers': { body: SIBLINGS + PMR, delayMs: 2500 } },
    expect: { rendered: 'available', static: 'unknown:needs-render' },
  },
  {
    id: '33',
    title: 'painted, then taken away by hydration after 400 ms',
    page: matchPage({ offers: SIBLINGS + PMR, last: removed(400) }),
    expect: { rendered: 'none', static: 'unknown:needs-render' },
  },
  {
    id: '34a',
    title: 'offers come with a data call after 12 s: a seat',
    page: matchPage({ offers: SKELETON, last: FILLED_BY_CALL }),
    routes: { '/api/offers': { body: SIBLINGS + PMR, delayMs: 12_000 } },
    deadlineMs: 40_000,
    expect: { rendered: 'available' },
  },
  {
    id: '34b',
    title: 'offers come with a data call after 12 s: none',
    page: matchPage({ offers: SKELETON, last: FILLED_BY_CALL }),
    routes: { '/api/offers': { body: SIBLINGS, delayMs: 12_000 } },
    deadlineMs: 40_000,
    expect: { rendered: 'none' },
  },
  {
    id: '34c',
    title: 'offers are painted 12 s after load, without any signal before',
    page: matchPage({ offers: '', last: paintLater(SIBLINGS + PMR, 12_000) }),
    patienceMs: 15_000,
    deadlineMs: 30_000,
    expect: { rendered: 'available' },
  },
  {
    id: '34d',
    title: 'PMR is painted 10 s after its siblings, without any signal',
    page: matchPage({ last: paintLater(PMR, 10_000) }),
    patienceMs: 15_000,
    deadlineMs: 40_000,
    expect: { rendered: 'available' },
  },
  {
    id: '34e',
    title: 'a slow document: its second half comes after 4 s',
    page: { body: matchPage({ offers: SIBLINGS + PMR }), delayMs: 4000 },
    expect: 'available',
  },
  {
    id: '34f',
    title: 'the script that draws the offers is itself slow',
    page: matchPage({ offers: SKELETON, last: '<script src="/offers.js" defer></script>' }),
    routes: {
      '/offers.js': {
        headers: { 'content-type': 'text/javascript' },
        body: `setTimeout(() => { ${LIST}.innerHTML = ${quoted(SIBLINGS + PMR)} }, 1000)`,
        delayMs: 3000,
      },
    },
    expect: { rendered: 'available', static: 'unknown:needs-render' },
  },
  {
    id: '35a',
    title: 'heading and count are painted 3 s before the rows',
    page: matchPage({
      above: '<p>4 offres pour ce match</p>',
      offers: '',
      last: paintLater(SIBLINGS + PMR, 3000),
    }),
    patienceMs: 5000,
    expect: { rendered: 'available', static: 'unknown:needs-render' },
  },
  {
    id: '35b',
    title: 'heading and count, and the rows never come',
    page: '<!doctype html><title>PSG</title><main><h1>Paris SG - OM</h1><p>12 offres, chargement des places.</p></main>',
    deadlineMs: SHORT_MS,
    expect: { rendered: 'unknown:not-settled', static: 'unknown:layout-changed | unknown:not-settled' },
  },
  {
    id: '35c',
    title: 'rows come one by one, PMR last',
    page: matchPage({
      offers: '',
      last: [
        SIBLINGS,
        row('GP2', { name: 'Auteuil', price: '70 €' }),
        row('GP3', { name: 'Boulogne', price: '75 €' }),
        PMR,
      ]
        .map((html, at) => paintLater(html, 500 + at * 700))
        .join(''),
    }),
    expect: { rendered: 'available' },
  },
]

const CHECK_PAGE = (then: string) => `<!doctype html><html><head><title>Just a moment...</title></head><body>
  <div id="challenge-running"></div><form id="challenge-form"></form><p>Vérification de votre navigateur</p>${then}</body></html>`
const REPLACED = script(`setTimeout(() => {
  document.title = 'Paris SG - OM'
  document.body.innerHTML = ${quoted(`<main><h1>Paris SG - OM</h1><section id="offers">${SIBLINGS}${PMR}</section></main>`)}
}, 6000)`)
const RELOADED = script(
  `setTimeout(() => { document.cookie = 'cf_clearance=1; path=/'; location.reload() }, 6000)`,
)
const STUCK_CALL = script(`fetch('/api/chat/poll').then(() => {})`)

const FAULTS: CorpusCase[] = [
  {
    id: '48a',
    title: 'a check that gives way after 6 s in the same document',
    page: { status: 403, body: CHECK_PAGE(REPLACED) },
    expect: { rendered: 'available', static: 'unknown:challenge' },
  },
  ...(['available', 'none'] as const).map((state, at) => ({
    id: `48${'bc'.charAt(at)}`,
    title: `a check that reloads the page after 6 s: ${state}`,
    page: ({ cookie }: { cookie: string }) =>
      cookie.includes('cf_clearance')
        ? { body: matchPage({ offers: SIBLINGS + (state === 'available' ? PMR : '') }) }
        : { status: 403, headers: { 'cf-mitigated': 'challenge' }, body: CHECK_PAGE(RELOADED) },
    expect: { rendered: state, static: 'unknown:challenge' },
  })),
  {
    id: '48d',
    title: 'a page that reloads itself for ever',
    page: CHECK_PAGE(script('setTimeout(() => location.reload(), 700)')),
    deadlineMs: SHORT_MS,
    expect: { rendered: 'unknown', static: 'unknown:challenge' },
  },
  {
    id: '61a',
    title: 'the data call answers 500',
    page: matchPage({ offers: SKELETON, last: FILLED_BY_CALL }),
    routes: { '/api/offers': { status: 500, body: '{}' } },
    deadlineMs: SHORT_MS,
    detail: /\/api\/offers/,
    expect: { rendered: 'unknown:not-settled', static: 'unknown:needs-render' },
  },
  {
    id: '61b',
    title: 'the data call never answers',
    page: matchPage({ offers: SKELETON, last: FILLED_BY_CALL }),
    routes: { '/api/offers': { hangs: true } },
    deadlineMs: SHORT_MS,
    detail: /\/api\/offers/,
    expect: { rendered: 'unknown:not-settled' },
  },
  {
    id: '61c',
    title: 'the data call fails and an empty box stays, without a skeleton',
    page: matchPage({ offers: '', last: FILLED_BY_CALL }),
    routes: { '/api/offers': { status: 500, body: '{}' } },
    deadlineMs: SHORT_MS,
    detail: /\/api\/offers/,
    expect: { rendered: 'unknown:not-settled' },
  },
  {
    id: '61d',
    title: 'a chat’s long poll hangs beside healthy offers',
    page: matchPage({ last: STUCK_CALL }),
    routes: { '/api/chat/poll': { hangs: true } },
    expect: { rendered: 'none' },
  },
  {
    id: '61e',
    title: 'a tracker’s call fails beside healthy offers',
    page: (visit) => ({
      body: matchPage({
        last: script(
          `fetch(${JSON.stringify(visit.at('{case}.track.example', '/collect'))}, { mode: 'no-cors' })`,
        ),
      }),
    }),
    routes: { '/collect': { status: 500 } },
    expect: { rendered: 'none' },
  },
  {
    id: '63a',
    title: 'the connection is cut after the siblings',
    page: { body: matchPage({ open: true }).split('</main>')[0] ?? '', cut: true },
    deadlineMs: SHORT_MS,
    expect: 'unknown:not-settled',
  },
  {
    id: '63b',
    title: 'the document ends in the middle, without an error',
    page: matchPage({ offers: SIBLINGS }).split('Salon VIP')[0] ?? '',
    expect: { static: 'unknown:not-settled' },
  },
  {
    id: '63c',
    title: 'cut, but the seat has come',
    page: { body: matchPage({ offers: PMR + SIBLINGS, open: true }).split('</main>')[0] ?? '', cut: true },
    expect: { rendered: 'available', static: 'available | unknown:not-settled' },
  },
]

export const TIME_CASES: readonly CorpusCase[] = [...SCROLLED, ...DRAWN, ...FAULTS]
