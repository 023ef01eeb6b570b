import type { CorpusCase } from './corpus-case.ts'

import { SHORT_MS } from './corpus-case.ts'
import { LIST, PMR, SALE_DAY, SIBLINGS, bare, matchPage, pmr, row, script } from './markup.ts'

/** Pages that a person would call healthy, with everything that such pages carry; and walls that look like them. */

const VENDORS = [
  '<script src="https://static.queue-it.net/script/queueclient.min.js"></script>',
  '<script src="https://static.queue-it.net/script/queueconfigloader.min.js"></script>',
  '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>',
  '<script src="https://js.datadome.co/tags.js"></script>',
  '<script src="https://client.px-cloud.net/PXabc/main.min.js"></script>',
  '<script src="https://abc.edge.sdk.awswaf.com/abc/challenge.js"></script>',
  '<script src="/_Incapsula_Resource?SWJIYLWA=5074a744e2e3d891814e9a2dace20bd4"></script>',
  '<script src="https://www.google.com/recaptcha/api.js?render=abc"></script>',
  '<script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script>',
  '<script src="https://client-api.arkoselabs.com/v2/key/api.js"></script>',
].join('')
const BADGE =
  '<div class="grecaptcha-badge" style="position:fixed;bottom:9px;right:9px"><div class="g-recaptcha"></div></div>'

/** The same furniture around a page without and with a seat. */
function both(id: string, title: string, parts: Parameters<typeof matchPage>[0]): CorpusCase[] {
  const hasScript = JSON.stringify(parts).includes('<script') || JSON.stringify(parts).includes('<style')
  const offers = parts?.offers ?? SIBLINGS
  return [
    { id: `${id}-none`, title: `${title}: none`, page: matchPage({ ...parts, offers }), expect: 'none' },
    {
      id: `${id}-seat`,
      title: `${title}: a seat`,
      page: matchPage({ ...parts, offers: offers + PMR }),
      expect: { rendered: 'available', static: hasScript ? 'available | unknown:needs-render' : 'available' },
    },
  ]
}

const overlay = (inner: string) =>
  `<div ${inner}><p>Nous utilisons des cookies pour mesurer l’audience.</p><button>Tout accepter</button><button>Continuer sans accepter</button></div>`
const OVERLAYS = [
  'id="onetrust-banner-sdk"',
  'id="axeptio_overlay"',
  'id="CybotCookiebotDialog"',
  'id="usercentrics-root"',
  'id="tarteaucitronRoot"',
  'class="qc-cmp2-container"',
  'class="fc-consent-root"',
  'id="sp_message_container_123"',
].map((inner) => overlay(`${inner} style="position:fixed;inset:0;background:#fffd;z-index:99"`))

const tick = (id: string, ms: number, code: string) =>
  `<p id="${id}">…</p>${script(`setInterval(() => { ${code} }, ${ms})`)}`

const FURNITURE: CorpusCase[] = [
  ...both('h-vendors', 'scripts of every wall', { head: VENDORS, last: BADGE }),
  ...OVERLAYS.map((first, at): CorpusCase => ({
    id: `h-consent-${'abcdefgh'.charAt(at)}`,
    title: `a consent layer over the page: ${/(?:id|class)="([^"]+)"/.exec(first)?.[1] ?? ''}`,
    page: matchPage({ first }),
    expect: 'none',
  })),
  ...both('h-ticker', 'a live ticker and a countdown in the header', {
    header:
      tick('ticker', 90, 'ticker.textContent = "Live " + performance.now()') +
      tick(
        'countdown',
        1000,
        'countdown.textContent = "Coup d’envoi dans " + Math.round(9e5 - performance.now() / 1000) + " s"',
      ),
  }),
  ...both('h-carousel', 'a carousel that turns below the offers', {
    below: `<div class="carousel" id="turn" style="overflow:hidden"><div>Un</div><div>Deux</div></div>${script(
      'setInterval(() => turn.append(turn.firstElementChild), 300)',
    )}`,
  }),
  ...both('h-chat', 'a chat with a frame and an error of its own', {
    last: '<div class="chat-widget" style="position:fixed;bottom:0;right:0"><p>Une erreur est survenue, réessayez.</p><iframe srcdoc="<p>Comment pouvons-nous vous aider ?</p>" width="300" height="80"></iframe></div>',
  }),
  ...both('h-beacon', 'analytics that call every second and fail', {
    last: script(`setInterval(() => fetch('/stats', { method: 'POST', body: '1' }).catch(() => {}), 800)`),
  }),
  ...both('h-modal', 'a login dialog that is closed', {
    last: '<dialog><form><input type="email"><input type="password"><button>Me connecter</button></form></dialog>',
  }),
  ...both('h-faq', 'questions about queues, captchas and blocked accounts', {
    below:
      '<section><h2>Questions fréquentes</h2><p>Pourquoi suis-je dans une file d’attente ? En cas d’affluence, une salle d’attente virtuelle vous attribue une position.</p><p>Que faire si un captcha s’affiche ou si mon compte a été bloqué ?</p><p>Le site est en maintenance chaque lundi de 2 h à 4 h.</p></section>',
  }),
  ...both('h-news', 'news of other matches that are sold out or open soon', {
    below: `<section><h2>Actualités</h2><p>PSG - Lens : complet !</p><p>PSG - Nice : ouverture de la billetterie le ${SALE_DAY.numbers} à 10 h.</p><p>Match terminé : PSG - Lyon 3-1</p></section>`,
  }),
  ...both('h-seo', 'a text on accessible seats', {
    below:
      '<section><h2>Venir au Parc</h2><p>Le stade compte 300 places pour les personnes à mobilité réduite (PMR). Le tarif PMR est de 45 € et comprend la place de l’accompagnateur. Parking PMR : 20 €.</p></section>',
  }),
  ...both('h-newsletter', 'a newsletter form with a puzzle', {
    below:
      '<form><input type="email" name="mail"><div class="h-captcha"></div><button>S’inscrire</button></form>',
  }),
  ...both('h-alarm', 'a way to be told when seats come', {
    below: '<p>Plus de places ? <button>M’alerter</button></p>',
  }),
  ...both('h-styles', 'a framework’s style sheets and a theme switch', {
    head: '<style>.psgMatchPrd{border:1px solid}.hidden{display:none!important}@media print{.psgMatchPrd{display:none}}</style>',
    header: '<div class="hidden">Menu</div>',
  }),
  ...both('h-many', 'a hundred offers', {
    offers: Array.from({ length: 100 }, (_, at) =>
      row('GP', { name: `Bloc ${at}`, price: `${60 + at},00 €` }),
    ).join(''),
  }),
]

const DRAWN: CorpusCase[] = [
  {
    id: 'h-hydrate',
    title: 'the list is drawn anew by hydration, with the same offers',
    page: matchPage({
      offers: SIBLINGS + PMR,
      last: script(`setTimeout(() => { const old = ${LIST}; old.replaceWith(old.cloneNode(true)) }, 700)`),
    }),
    expect: { rendered: 'available', static: 'available | unknown:needs-render' },
  },
  {
    id: 'h-sorted',
    title: 'the offers change their order all the time',
    page: matchPage({
      offers: SIBLINGS + PMR,
      last: script(`setInterval(() => ${LIST}.append(${LIST}.firstElementChild), 400)`),
    }),
    expect: { rendered: 'available', static: 'available | unknown:needs-render' },
  },
  {
    id: 'h-tabs',
    title: 'the offers stand in a tab panel',
    page: matchPage({
      above:
        '<div role="tablist"><button role="tab" aria-selected="true">Places</button><button role="tab">Hospitalités</button></div>',
      offers: `<div role="tabpanel" class="tab-panel">${SIBLINGS}${PMR}</div>`,
    }),
    expect: 'available',
  },
  {
    id: 'h-table',
    title: 'the offers stand in a table',
    page: matchPage({
      offers: `<table><thead><tr><th>Offre</th><th>Prix</th><th></th></tr></thead><tbody>
        <tr data-offer-type="GP"><td>Grand public</td><td>85 €</td><td><button>Choisir</button></td></tr>
        <tr data-offer-type="PMR"><td>PMR</td><td>45 €</td><td><span>Épuisé</span></td></tr></tbody></table>`,
    }),
    expect: 'none',
  },
  {
    id: 'h-nested',
    title: 'the type word is on the button inside the row',
    page: matchPage({
      offers: [
        ['GP', 'Grand public', '85 €', ''],
        ['PMR', 'PMR', '45 €', 'disabled'],
      ]
        .map(
          ([type, name, price, attribute]) =>
            `<div class="card"><h3>${name}</h3><p>${price}</p><button data-offer-type="${type}" ${attribute}>Réserver</button></div>`,
        )
        .join(''),
    }),
    expect: 'none',
  },
  {
    id: 'h-last',
    title: 'the last place',
    page: matchPage({
      offers: SIBLINGS + pmr({ more: '<p>Dernière place disponible ! Presque épuisé.</p>' }),
    }),
    expect: 'available',
  },
  {
    id: 'h-struck',
    title: 'an old price struck through',
    page: matchPage({ offers: SIBLINGS + pmr({ price: '<del>60,00 €</del> 45,00 €' }) }),
    expect: 'available',
  },
  {
    id: 'h-hidden-word',
    title: 'a hidden "Épuisé" badge stands ready in the row',
    page: matchPage({ offers: SIBLINGS + pmr({ more: '<span hidden>Épuisé</span>' }) }),
    expect: 'available',
  },
  {
    id: 'h-waitlist',
    title: 'only a waiting list is open for PMR',
    page: matchPage({ offers: SIBLINGS + pmr({ control: '<button>Liste d’attente</button>' }) }),
    expect: 'none',
  },
  {
    id: 'h-dark',
    title: 'a page that forbids scripts and frames',
    page: {
      headers: { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" },
      body: matchPage({ offers: SIBLINGS + PMR }),
    },
    expect: 'available',
  },
  {
    id: 'h-trusted',
    title: 'a page that guards its own tools',
    page: {
      headers: { 'content-security-policy': "require-trusted-types-for 'script'" },
      body: matchPage({ offers: SIBLINGS + PMR }),
    },
    expect: 'available',
  },
]

const HEAD = '<header><a href="/fr/">Accueil</a> <a href="/fr/connexion">Me connecter</a></header>'
const dressed = (main: string, title = 'Paris SG - OM | Billetterie') =>
  bare(
    `${HEAD}<main><h1>Paris SG - OM</h1>${main}</main><footer><a href="/c">Contact</a></footer>`,
    `<title>${title}</title>`,
  )

const ALIKE: CorpusCase[] = [
  {
    id: 'w-queue',
    title: 'a queue in the site’s own frame, with the empty offers box',
    page: matchPage({ offers: '<p>Vous êtes dans la file d’attente. Votre position : 812.</p>' }),
    deadlineMs: SHORT_MS,
    expect: 'unknown:queue',
  },
  {
    id: 'w-queue-price',
    title: 'a queue that praises PMR seats',
    page: dressed(
      '<p>Salle d’attente virtuelle, position 812</p><p>Places PMR dès 45 € <a href="/x">En savoir plus</a></p>',
    ),
    deadlineMs: SHORT_MS,
    expect: 'unknown',
  },
  {
    id: 'w-blocked',
    title: 'a refusal in the site’s own frame',
    page: { status: 403, body: dressed('<p>Accès refusé.</p>') },
    deadlineMs: SHORT_MS,
    expect: 'unknown:blocked',
  },
  {
    id: 'w-error',
    title: 'an error page at 200 in the site’s own frame',
    page: dressed('<p>Oups, une erreur est survenue. Réessayez plus tard.</p>'),
    deadlineMs: SHORT_MS,
    expect: 'unknown',
  },
  {
    id: 'w-500',
    title: 'a fault of the server in the site’s own frame',
    page: { status: 500, body: dressed('<p>Erreur interne</p>') },
    deadlineMs: SHORT_MS,
    expect: 'unknown:http-error',
  },
  {
    id: 'w-500-offers',
    title: 'offers under a fault of the server are nobody’s word',
    page: { status: 500, body: dressed(SIBLINGS + PMR) },
    expect: 'unknown:http-error',
  },
  {
    id: 'w-captcha',
    title: 'a puzzle in the site’s own frame',
    page: dressed('<p>Confirmez que vous êtes humain</p><div class="g-recaptcha" style="height:80px"></div>'),
    deadlineMs: SHORT_MS,
    expect: 'unknown:captcha',
  },
  {
    id: 'w-bait',
    title: 'a puzzle with a hidden offer as bait',
    page: dressed(
      `<div class="h-captcha" style="height:80px">Puzzle</div><div style="display:none">${PMR}</div>`,
    ),
    deadlineMs: SHORT_MS,
    expect: 'unknown',
  },
  {
    id: 'w-members',
    title: 'a presale page for members only',
    page: dressed(
      '<p>Prévente réservée aux abonnés. Identifiez-vous pour accéder à la billetterie.</p><a href="/fr/connexion">M’identifier</a>',
    ),
    deadlineMs: SHORT_MS,
    expect: 'unknown',
  },
  {
    id: 'w-429',
    title: 'too many requests, in words',
    page: { status: 429, headers: { 'retry-after': '60' }, body: dressed('<p>Trop de demandes.</p>') },
    deadlineMs: SHORT_MS,
    expect: 'unknown:rate-limited',
  },
  {
    id: 'w-spa-home',
    title: 'the application leads to its home page without a new document',
    page: bare(
      `${HEAD}<div id="root"></div>${script(
        `setTimeout(() => { history.replaceState(null, '', '/fr/'); root.innerHTML = '<main><h1>Billetterie</h1><p>Tous les matchs de la saison</p></main>' }, 300)`,
      )}`,
    ),
    deadlineMs: SHORT_MS,
    expect: { rendered: 'unknown:wrong-page', static: 'unknown:needs-render' },
  },
  {
    id: 'w-other-list',
    title: 'the list of the season, every match with a price and a button',
    page: bare(
      `${HEAD}<main><h1>Saison 2026-2027</h1>${['Lens', 'Nice', 'OM']
        .map(
          (team) => `<article><h2>Paris SG - ${team}</h2><p>dès 45 €</p><button>Réserver</button></article>`,
        )
        .join('')}</main>`,
    ),
    deadlineMs: SHORT_MS,
    expect: 'unknown',
  },
]

export const HEALTHY_CASES: readonly CorpusCase[] = [...FURNITURE, ...DRAWN, ...ALIKE]
