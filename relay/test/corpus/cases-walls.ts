import type { CorpusCase } from './corpus-case.ts'

import { SHORT_MS } from './corpus-case.ts'
import { GENERAL, MATCH_DAY, PMR, SIBLINGS, bare, dated, day, matchPage, row, script } from './markup.ts'

/** Cases 43 to 69 of VERDICTS.md 5.4 but 48, 61 and 63: walls, other pages and faults. */

const leads = (host: string, path: string) => ({
  page: ({ at }: { at: (host: string, path: string) => string }) => ({
    status: 302,
    headers: { location: at(host, path) },
  }),
})

const QUEUE_PAGE = bare(
  '<h1>You are now in line</h1><p id="MainPart_lbQueueNumber">4512</p>',
  '<title>Queue-it</title>',
)

const QUEUES: CorpusCase[] = [
  {
    id: '43a',
    title: 'led to Queue-it',
    ...leads('psg.{case}.queue-it.net', '/?c=psg&e=om&t=x'),
    routes: { '/': { body: QUEUE_PAGE } },
    expect: 'unknown:queue',
  },
  {
    id: '43b',
    title: 'led to a Queue-it page in the club’s own words',
    ...leads('psg.{case}.queue-it.net', '/?c=psg&e=om&t=x'),
    routes: { '/': { body: bare('<h1>Paris SG - OM</h1><p>Merci de patienter quelques instants.</p>') } },
    expect: 'unknown:queue',
  },
  {
    id: '43c',
    title: 'led to the queue of SecuTix',
    ...leads('access.{case}.psg.fr', '/pkpcontroller/wp/fr/index.html'),
    routes: { '/pkpcontroller/wp/fr/index.html': { body: bare('<h1>Paris SG - OM</h1><p>Patientez.</p>') } },
    expect: 'unknown:queue',
  },
  {
    id: '43d',
    title: 'led to Queue-it by script',
    page: ({ at }) => ({
      body: bare(
        script(`location.replace(${JSON.stringify(at('psg.{case}.queue-it.net', '/?c=psg&e=om'))})`),
      ),
    }),
    routes: { '/': { body: QUEUE_PAGE } },
    expect: { rendered: 'unknown:queue', static: 'unknown:needs-render | unknown:empty' },
  },
  ...[
    'Vous êtes dans la file d’attente. Votre position : 4 512.',
    'Salle d’attente : environ 12 minutes. Ne rechargez pas la page.',
    'You are in the queue. Your number in line: 4512',
    'Sie sind in der Warteschlange, Platz 4512.',
    'Estás en cola. Tu posición: 4512.',
    'Sei in coda, posizione 4512.',
  ].map((text, at) => ({
    id: `44${'abcdef'.charAt(at)}`,
    title: `a queue on the club’s own host: ${text.slice(0, 26)}`,
    page: bare(
      `<header><a href="/">Accueil</a></header><main><h1>Paris SG - OM</h1><p>${text}</p><progress value="12" max="100"></progress></main>`,
    ),
    deadlineMs: SHORT_MS,
    expect: 'unknown:queue',
  })),
  {
    id: '45',
    title: 'the queue’s connector script in a healthy page',
    page: matchPage({
      head: '<script src="https://static.queue-it.net/script/queueclient.min.js" defer></script>',
    }),
    expect: 'none',
  },
  {
    id: '46',
    title: 'Cloudflare Waiting Room in French, at 200',
    page: bare(
      `<h1>Paris SG - OM</h1><p>Forte affluence : nous vous ouvrons la billetterie dès que possible.</p>${script('window.cfWaitingRoom = {"inWaitingRoom":true,"waitTime":10}')}`,
    ),
    deadlineMs: SHORT_MS,
    expect: 'unknown:queue',
  },
]

const CHECK = bare(
  '<h1>billetterie.psg.fr</h1><p>Vérification de la connexion</p>',
  '<title>Just a moment...</title>',
)

const REFUSALS: CorpusCase[] = [
  ...[403, 429, 503].map((status, at) => ({
    id: `47${'abc'.charAt(at)}`,
    title: `cf-mitigated at ${status}`,
    page: { status, headers: { 'cf-mitigated': 'challenge' }, body: CHECK },
    deadlineMs: SHORT_MS,
    expect: 'unknown:challenge',
  })),
  {
    id: '49a',
    title: 'blocked by Cloudflare',
    page: {
      status: 403,
      body: bare(
        '<div id="cf-error-details"><h1>Sorry, you have been blocked</h1><p>You are unable to access psg.fr</p></div>',
        '<title>Attention Required! | Cloudflare</title>',
      ),
    },
    expect: 'unknown:blocked',
  },
  {
    id: '49b',
    title: 'blocked, told at 200',
    page: bare('<h1>Sorry, you have been blocked</h1>', '<title>Access denied</title>'),
    deadlineMs: SHORT_MS,
    expect: 'unknown:blocked',
  },
  {
    id: '50',
    title: 'detection snippet and vendor cookies in a healthy page',
    page: {
      headers: { server: 'cloudflare', 'set-cookie': '_abck=1; path=/', 'x-datadome': 'protected' },
      body: matchPage({
        last:
          '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>' +
          script('document.cookie = "datadome=abc"; window._pxAppId = "PX1"'),
      }),
    },
    expect: { rendered: 'none', static: 'none' },
  },
  {
    id: '51',
    title: 'Imperva at 200 with an empty body',
    page: bare('', '<script src="/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3"></script>'),
    deadlineMs: SHORT_MS,
    expect: 'unknown:challenge',
  },
  {
    id: '52',
    title: 'Turnstile in the login box of a healthy page',
    page: matchPage({
      header:
        '<form action="/login"><input type="email"><input type="password"><div class="cf-turnstile"></div></form>',
    }),
    expect: 'none',
  },
]

const LOGIN_FORM =
  '<form action="/login"><label>E-mail <input type="email" id="user_login_identifier"></label><label>Mot de passe <input type="password" id="user_login_password"></label><button>Me connecter</button></form>'
const loggedOut = (name: string) => row(name, { name, control: '<a href="/fr/connexion">Me connecter</a>' })

const LOGINS: CorpusCase[] = [
  {
    id: '53a',
    title: 'led to the login host',
    ...leads('auth.{case}.psg.fr', '/fr/login'),
    routes: { '/fr/login': { body: bare(`<h1>Connexion</h1>${LOGIN_FORM}`) } },
    expect: 'unknown:login',
  },
  {
    id: '53b',
    title: 'led to a login path of the same host',
    ...leads('{case}.billetterie.psg.fr', '/fr/connexion'),
    routes: { '/fr/connexion': { body: bare(`<h1>Connexion</h1>${LOGIN_FORM}`) } },
    expect: 'unknown:login',
  },
  {
    id: '53c',
    title: 'a login form in the place of the page',
    page: bare(`<header><a href="/">Accueil</a></header><main><h1>Espace client</h1>${LOGIN_FORM}</main>`),
    deadlineMs: SHORT_MS,
    expect: 'unknown:login',
  },
  {
    id: '53d',
    title: 'a hidden login form in the header',
    page: matchPage({ header: `<div style="display:none">${LOGIN_FORM}</div>` }),
    expect: 'none',
  },
  {
    id: '53e',
    title: 'an open login form in the header',
    page: matchPage({ header: LOGIN_FORM }),
    expect: 'none',
  },
  {
    id: '54a',
    title: 'the session is over: prices are gone, every row says "Me connecter"',
    page: matchPage({ offers: loggedOut('GP') + loggedOut('FAMILLE') }),
    deadlineMs: SHORT_MS,
    expect: 'unknown:login',
  },
  {
    id: '54b',
    title: 'the session is over: the list asks to log in',
    page: matchPage({
      offers:
        '<p>Connectez-vous pour voir les offres de ce match.</p><a href="/fr/connexion">Me connecter</a>',
    }),
    deadlineMs: SHORT_MS,
    expect: 'unknown:login',
  },
]

const DIDOMI =
  '<div id="didomi-host" style="position:fixed;inset:0;background:#fff;z-index:9"><p>Nous et nos partenaires utilisons des cookies.</p><button id="didomi-notice-agree-button">Tout accepter</button></div>'

const COVERS: CorpusCase[] = [
  { id: '55a', title: 'Didomi over loaded offers', page: matchPage({ first: DIDOMI }), expect: 'none' },
  {
    id: '55b',
    title: 'Didomi over a seat',
    page: matchPage({ first: DIDOMI, offers: SIBLINGS + PMR }),
    expect: 'available',
  },
  {
    id: '55c',
    title: 'the content is withheld until consent',
    page: bare(DIDOMI),
    deadlineMs: SHORT_MS,
    expect: 'unknown:consent',
  },
  {
    id: '55d',
    title: 'led to a consent host',
    ...leads('consent.{case}.psg.fr', '/m'),
    routes: { '/m': { body: bare('<h1>Avant de continuer</h1><button>Tout accepter</button>') } },
    expect: 'unknown:consent',
  },
  {
    id: '56a',
    title: 'maintenance at 503',
    page: {
      status: 503,
      headers: { 'retry-after': '600' },
      body: bare('<h1>Site en maintenance</h1><p>De retour bientôt.</p>'),
    },
    expect: 'unknown:maintenance',
  },
  {
    id: '56b',
    title: 'maintenance at 200',
    page: bare(
      '<main><h1>Paris Saint-Germain</h1><p>Notre billetterie est en maintenance. De retour bientôt.</p></main>',
    ),
    deadlineMs: SHORT_MS,
    expect: 'unknown:maintenance',
  },
  {
    id: '56c',
    title: 'a maintenance banner above offers',
    page: matchPage({ first: '<p class="banner">Maintenance en cours cette nuit de 2 h à 4 h</p>' }),
    expect: 'none',
  },
]

const SEASON = bare(
  '<main><h1>Nos matchs</h1><ul><li><a href="/fr/catalogue/match-1">Paris SG - Lens</a> dès 45 €</li><li><a href="/fr/catalogue/match-2">Paris SG - Nice</a> dès 55 €</li></ul></main>',
)

const ELSEWHERE: CorpusCase[] = [
  ...[404, 410].map((status, at) => ({
    id: `57${'ab'.charAt(at)}`,
    title: `status ${status}`,
    page: { status, body: bare('<h1>Page introuvable</h1>') },
    expect: 'unknown:not-found',
  })),
  {
    id: '57c',
    title: 'led back to the home page',
    ...leads('{case}.billetterie.psg.fr', '/'),
    routes: { '/': { body: bare('<main><h1>Billetterie officielle</h1><p>Tous les matchs</p></main>') } },
    deadlineMs: SHORT_MS,
    expect: 'unknown:wrong-page',
  },
  {
    id: '57d',
    title: 'led back to the season list',
    ...leads('{case}.billetterie.psg.fr', '/fr/catalogue'),
    routes: { '/fr/catalogue': { body: SEASON } },
    deadlineMs: SHORT_MS,
    expect: 'unknown:wrong-page',
  },
  {
    id: '57e',
    title: 'the home page, with offers of its own',
    ...leads('{case}.billetterie.psg.fr', '/'),
    routes: { '/': { body: matchPage({ match: 'Billetterie' }) } },
    deadlineMs: SHORT_MS,
    expect: 'unknown:wrong-page',
  },
  {
    id: '57f',
    title: 'a 404 that shows the whole site',
    page: { status: 404, body: matchPage({ match: 'Page introuvable' }) },
    expect: 'unknown:not-found',
  },
  {
    id: '58a',
    title: 'another opponent at the same address',
    page: matchPage({ match: 'Paris SG - Lens', offers: SIBLINGS + PMR }),
    target: { event: 'Paris SG OM' },
    deadlineMs: SHORT_MS,
    expect: 'unknown:wrong-page',
  },
  {
    id: '58b',
    title: 'the page calls itself another match',
    page: matchPage({
      match: 'Paris SG - Lens',
      head: '<link rel="canonical" href="/fr/catalogue/match-foot-masculin-paris-sg-vs-lens-2">',
    }),
    deadlineMs: SHORT_MS,
    expect: 'unknown:wrong-page',
  },
]

const EMPTIES: CorpusCase[] = [
  { id: '59a', title: 'an empty body', page: bare(''), deadlineMs: SHORT_MS, expect: 'unknown:empty' },
  { id: '59b', title: 'no bytes at all', page: '', deadlineMs: SHORT_MS, expect: 'unknown:empty' },
  {
    id: '59c',
    title: 'a blank application shell',
    page: bare('<div id="root"></div>', '<title>Billetterie</title>'),
    deadlineMs: SHORT_MS,
    expect: { rendered: 'unknown:empty', static: 'unknown:needs-render | unknown:empty' },
  },
  {
    id: '59d',
    title: 'a script error before the page is mounted',
    page: bare(`<div id="root"></div>${script('window.missing.mount(root)')}`),
    deadlineMs: SHORT_MS,
    expect: { rendered: 'unknown:empty', static: 'unknown:needs-render' },
  },
  {
    id: '60',
    title: 'one box of the list failed',
    page: matchPage({
      offers: `${SIBLINGS}<div class="psgError">Une erreur est survenue, <button>réessayer</button></div>`,
    }),
    deadlineMs: SHORT_MS,
    expect: 'unknown:partial',
  },
  {
    id: '62a',
    title: 'a copy of an hour ago',
    page: { headers: { age: '3600' }, body: matchPage() },
    deadlineMs: SHORT_MS,
    expect: 'unknown:stale',
  },
  {
    id: '62b',
    title: 'the offline page of a service worker',
    page: bare('<main><h1>Vous êtes hors ligne</h1><p>Vérifiez votre connexion.</p></main>'),
    deadlineMs: SHORT_MS,
    expect: 'unknown:offline',
  },
  {
    id: '62c',
    title: 'the site is not to be reached',
    page: () => ({ status: 302, headers: { location: 'http://127.0.0.1:65535/' } }),
    expect: 'unknown:offline',
  },
  {
    id: '64a',
    title: 'a gate by country',
    page: bare('<main><h1>Accès limité</h1><p>Ce service n’est pas disponible dans votre pays.</p></main>'),
    deadlineMs: SHORT_MS,
    expect: 'unknown:geo',
  },
  {
    id: '64b',
    title: 'a gate by age',
    page: bare(
      '<main><h1>Bienvenue</h1><p>Merci de confirmer votre âge.</p><button>J’ai plus de 18 ans</button></main>',
    ),
    deadlineMs: SHORT_MS,
    expect: 'unknown:geo',
  },
  {
    id: '65a',
    title: 'a check under 6 kB of decoy text',
    page: bare(
      `<form id="challenge-form"></form><p style="color:#fff">${'lorem ipsum dolor '.repeat(400)}</p>`,
    ),
    deadlineMs: SHORT_MS,
    expect: 'unknown:challenge',
  },
  {
    id: '65b',
    title: '6 kB of decoy text without a mark',
    page: bare(`<p>${'lorem ipsum dolor sit amet '.repeat(250)}</p>`),
    deadlineMs: SHORT_MS,
    expect: 'unknown:layout-changed',
  },
  {
    id: '66a',
    title: 'a look-alike title over the real page',
    page: matchPage({ title: 'Just a moment...' }),
    expect: 'none',
  },
  {
    id: '66b',
    title: 'a look-alike title over a seat',
    page: matchPage({ title: 'Access denied', offers: SIBLINGS + PMR }),
    expect: 'available',
  },
  {
    id: '67',
    title: 'offers under new markup',
    page: matchPage({
      offers: ['Grand public 85,00 €', 'Famille 60,00 €', 'Salon VIP 390,00 €']
        .map(
          (text) =>
            `<article class="card-v2" data-kind="x"><h3>${text}</h3><button>Choisir</button></article>`,
        )
        .join(''),
    }),
    deadlineMs: SHORT_MS,
    expect: 'unknown:layout-changed',
  },
  {
    id: '68a',
    title: 'the match was moved: no seat',
    page: matchPage({
      date: dated(day(37)),
    }),
    target: { event: 'Paris SG OM', date: MATCH_DAY.iso },
    expect: 'none +date',
  },
  {
    id: '68b',
    title: 'the match was moved: a seat',
    page: matchPage({
      offers: SIBLINGS + PMR,
      date: dated(day(37)),
    }),
    target: { event: 'Paris SG OM', date: MATCH_DAY.iso },
    expect: 'available +date',
  },
  {
    id: '68c',
    title: 'the day that was expected',
    page: matchPage({ offers: SIBLINGS + PMR }),
    target: { event: 'Paris SG OM', date: MATCH_DAY.iso },
    expect: 'available -date',
  },
  {
    id: '69',
    title: 'bait off the screen',
    page: matchPage({ offers: `${GENERAL}<div style="position:absolute;left:-9999px">${PMR}</div>` }),
    expect: 'none',
  },
]

export const WALL_CASES: readonly CorpusCase[] = [
  ...QUEUES,
  ...REFUSALS,
  ...LOGINS,
  ...COVERS,
  ...ELSEWHERE,
  ...EMPTIES,
]
