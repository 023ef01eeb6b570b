import type { Scene } from './stage.ts'
import type { Mode } from './words.ts'

/** A whole answer, hand-written on the pattern of the real thing; the markers are those of VERDICTS.md part 2. */
export type Wall = { status: number; headers: Record<string, string>; body: string }

type WallMode = Extract<
  Mode,
  | 'queue'
  | 'challenge'
  | 'captcha'
  | 'blocked'
  | 'rate-limited'
  | 'maintenance'
  | 'server-error'
  | 'not-found'
  | 'empty'
  | 'huge'
  | 'private-redirect'
  | 'season-redirect'
>

const HUGE_BYTES = 6_000_000

const WALLS: { readonly [mode in WallMode]: (scene: Scene) => Wall } = {
  queue: () => ({
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: page(
      'File d’attente',
      `<h1>Vous êtes dans la file d’attente</h1>
<p>De nombreux supporters souhaitent accéder à la billetterie. Votre tour arrive&nbsp;: gardez cette page ouverte.</p>
<p>Votre position dans la file&nbsp;: <strong id="position">1 482</strong></p>
<div class="bar" role="progressbar" aria-valuemin="0" aria-valuemax="100" aria-valuenow="38"><i style="width:38%"></i></div>
<p>Temps d’attente estimé&nbsp;: plus d’une heure</p>`,
      '<meta http-equiv="refresh" content="30">',
    ),
  }),
  challenge: () => ({
    status: 403,
    headers: { server: 'cloudflare', 'cf-mitigated': 'challenge', 'cache-control': 'no-store' },
    body: page(
      'Just a moment...',
      `<h1>billetterie.etoile-vigny.example</h1>
<p>Vérification de sécurité en cours. Cette opération peut prendre quelques secondes.</p>
<div id="challenge-form"><noscript>Enable JavaScript and cookies to continue</noscript></div>`,
      "<script>window._cf_chl_opt={cvId:'3',cType:'managed',cRay:'8f2c7a1bde0f',cH:'demo'};</script>",
    ),
  }),
  captcha: () => ({
    status: 403,
    headers: { server: 'DataDome', 'x-dd-b': '1', 'cache-control': 'no-store' },
    // No script of the real vendor: the demo never speaks to anybody.
    body: page(
      'Vérification',
      `<div id="captcha-form" class="g-recaptcha"><h1>Êtes-vous un humain&nbsp;?</h1><p>Faites glisser le curseur vers la droite pour continuer.</p></div>`,
      "<script>var dd={'rt':'c','cid':'demo','hsh':'demo','t':'fe','s':1,'host':'geo.captcha-delivery.com'}</script>",
    ),
  }),
  blocked: () => ({
    status: 403,
    headers: { server: 'cloudflare' },
    body: page(
      'Attention Required! | Cloudflare',
      `<div id="cf-error-details"><h1>Sorry, you have been blocked</h1><p>You are unable to access billetterie.etoile-vigny.example</p></div>`,
    ),
  }),
  'rate-limited': (scene) => ({
    status: 429,
    headers: { 'retry-after': String(scene.retryAfter) },
    body: page('Trop de demandes', '<h1>Trop de demandes</h1><p>Merci de patienter avant de réessayer.</p>'),
  }),
  maintenance: (scene) => ({
    status: 503,
    headers: { 'retry-after': String(scene.retryAfter) },
    body: page(
      'Maintenance',
      '<h1>Site en maintenance</h1><p>La billetterie fait peau neuve&nbsp;: elle est de retour bientôt.</p>',
    ),
  }),
  'server-error': () => ({
    status: 500,
    headers: {},
    body: page('Erreur', '<h1>Erreur interne du serveur</h1><p>Une erreur est survenue.</p>'),
  }),
  'not-found': () => ({
    status: 404,
    headers: {},
    body: page('Page introuvable', '<h1>Page introuvable</h1><p>Ce match n’existe pas ou n’existe plus.</p>'),
  }),
  empty: () => ({ status: 200, headers: {}, body: '' }),
  huge: () => ({
    status: 200,
    headers: {},
    body: page('Billetterie', `<h1>Billetterie</h1><!--${'x'.repeat(HUGE_BYTES)}-->`),
  }),
  'private-redirect': (scene) => ({ status: 302, headers: { location: scene.location }, body: '' }),
  'season-redirect': () => ({ status: 302, headers: { location: '/' }, body: '' }),
}

/** The wall of a mode, `null` when the mode lets visitors through. */
export function wallOf(scene: Scene): Wall | null {
  return isWall(scene.mode) ? WALLS[scene.mode](scene) : null
}

function isWall(mode: Mode): mode is WallMode {
  return mode in WALLS
}

function page(title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${head}
<style>body{font-family:system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem;line-height:1.5}.bar{background:#ddd;border-radius:1rem}.bar i{display:block;height:.8rem;background:#0d5c4a;border-radius:1rem}</style></head>
<body><main>${body}</main></body></html>
`
}
