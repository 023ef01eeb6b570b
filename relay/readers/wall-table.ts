import type { Reason } from '#core/verdict.ts'

/**
 * Signs of walls inside the document, one entry per row of VERDICTS.md part 2. `hard` signs stand only on walls;
 * `soft` ones also on healthy pages and count when no anchor is there. Address and header signs: `core/wall-signs.ts`.
 */
export type Wall = {
  reason: Reason
  vendor: string
  grade: 'hard' | 'soft' | 'weak'
  ids?: readonly string[]
  classes?: readonly string[]
  /** Matches in script code or a script's or frame's address. */
  code?: RegExp
  title?: RegExp
  /** Matches in the folded text of the page. */
  text?: RegExp
  /** Only on a page with fewer characters of text than this. */
  below?: number
}

export const WALLS: readonly Wall[] = [
  {
    reason: 'challenge',
    vendor: 'cloudflare',
    grade: 'hard',
    ids: [
      'challenge-form',
      'cf-challenge-running',
      'challenge-spinner',
      'turnstile-wrapper',
      'challenge-running',
    ],
    code: /window\._cf_chl_opt/,
  },
  {
    reason: 'challenge',
    vendor: 'cloudflare',
    grade: 'soft',
    title: /^(?:just a moment\.\.\.|please wait\.\.\. \| cloudflare|un instant\.\.\.)$/,
  },
  {
    reason: 'blocked',
    vendor: 'cloudflare',
    grade: 'hard',
    ids: ['cf-error-details'],
    classes: ['cf-error-title', 'cf-code-label'],
    text: /sorry, you have been blocked/,
  },
  {
    reason: 'blocked',
    vendor: 'cloudflare',
    grade: 'soft',
    title: /^(?:access denied|attention required! \| cloudflare)/,
  },
  {
    reason: 'http-error',
    vendor: 'cloudflare',
    grade: 'hard',
    code: /cf\.errors\.css/,
    text: /worker threw exception/,
  },
  {
    reason: 'captcha',
    vendor: 'turnstile',
    grade: 'soft',
    classes: ['cf-turnstile'],
    code: /^https:\/\/challenges\.cloudflare\.com/,
  },
  {
    reason: 'queue',
    vendor: 'cloudflare',
    grade: 'hard',
    title: /waiting room powered by cloudflare/,
    code: /cfwaitingroom/i,
  },
  {
    reason: 'queue',
    vendor: 'queue-it',
    grade: 'hard',
    ids: ['MainPart_lbQueueNumber'],
    text: /you are now in line/,
  },
  {
    reason: 'queue',
    vendor: 'queue-it',
    grade: 'weak',
    code: /static\.queue-it\.net\/script\/queue(?:client|configloader)/,
  },
  {
    reason: 'queue',
    vendor: 'own',
    grade: 'soft',
    text: /virtual waiting room|salle d'attente virtuelle|virtueller warteraum|sala de espera virtual|(?:file|salle) d'attente|you are in (?:the|a) (?:queue|line)|waiting room|warteschlange|warteraum|(?:estas|esta) en (?:la )?cola|sala de espera|sei in coda|lista d'attesa virtuale|votre (?:position|place) dans la file|your (?:place|position|number) in (?:the )?(?:line|queue)/,
  },
  {
    reason: 'captcha',
    vendor: 'datadome',
    grade: 'hard',
    code: /captcha-delivery\.com|var dd ?= ?\{|\/captcha\/\?initialCid/,
  },
  {
    reason: 'blocked',
    vendor: 'akamai',
    grade: 'hard',
    text: /access denied.{0,400}reference #|errors\.edgesuite\.net/,
  },
  {
    reason: 'challenge',
    vendor: 'akamai',
    grade: 'hard',
    ids: ['sec-if-cpt-container'],
    classes: ['sec-if-cpt-container'],
    code: /bm-verify=/,
  },
  { reason: 'challenge', vendor: 'imperva', grade: 'hard', code: /\/_Incapsula_Resource/i, below: 40 },
  { reason: 'blocked', vendor: 'imperva', grade: 'hard', text: /incapsula incident id|request unsuccessful/ },
  {
    reason: 'captcha',
    vendor: 'perimeterx',
    grade: 'hard',
    ids: ['px-captcha'],
    title: /^(?:access to this page has been denied|robot or human\?)/,
    text: /press & hold|(?:activate|press) and hold/,
  },
  {
    reason: 'challenge',
    vendor: 'kasada',
    grade: 'hard',
    code: /\/149e9513-01fa-4fb0-aad4-566afd725d1b\/.*\/ips\.js|KPSDK\.now/,
  },
  {
    reason: 'challenge',
    vendor: 'aws-waf',
    grade: 'soft',
    code: /awswaf\.com\/.*challenge\.js|AwsWafIntegration/,
    below: 400,
  },
  { reason: 'captcha', vendor: 'aws-waf', grade: 'soft', code: /awswaf\.com\/.*captcha\.js/, below: 400 },
  { reason: 'challenge', vendor: 'anubis', grade: 'hard', ids: ['anubis_challenge'] },
  { reason: 'challenge', vendor: 'fullstory', grade: 'hard', code: /_fs-ch-/ },
  { reason: 'blocked', vendor: 'sucuri', grade: 'hard', text: /sucuri website firewall/ },
  { reason: 'blocked', vendor: 'reblaze', grade: 'hard', text: /protected by reblaze/ },
  { reason: 'challenge', vendor: 'ddos-guard', grade: 'hard', title: /^ddos-guard/ },
  { reason: 'blocked', vendor: 'secutix', grade: 'hard', text: /critical request has been detected/ },
  {
    reason: 'captcha',
    vendor: 'own',
    grade: 'soft',
    ids: ['captcha-form', 'captcha'],
    classes: ['g-recaptcha', 'h-captcha', 'geetest_holder', 'geetest_captcha', 'arkose-challenge'],
    code: /arkoselabs\.com|funcaptcha\.com/,
  },
  {
    reason: 'consent',
    vendor: 'own',
    grade: 'soft',
    text: /^(?:.{0,80})(?:before you continue|avant d'acceder a|bevor sie (?:zu|fortfahren)|antes de ir a|prima di continuare)/,
  },
  {
    reason: 'maintenance',
    vendor: 'own',
    grade: 'soft',
    text: /(?:en|site en|de) maintenance|maintenance en cours|(?:be|de retour) (?:back |tres )?(?:soon|bientot)|under maintenance|wartungsarbeiten|en mantenimiento|in manutenzione|momentanement (?:indisponible|inaccessible)|temporarily (?:unavailable|down)/,
    below: 3000,
  },
  {
    reason: 'geo',
    vendor: 'own',
    grade: 'soft',
    text: /not available in your (?:country|region|location)|(?:pas|n'est pas) (?:disponible|accessible) dans votre (?:pays|region)|confirm(?:ez)? (?:that you are|que vous (?:avez|etes)|your age|votre age)|verify your age|age verification/,
    below: 3000,
  },
  {
    reason: 'offline',
    vendor: 'own',
    grade: 'soft',
    text: /you are (?:currently )?offline|vous etes hors ligne|pas de connexion internet|no internet connection/,
    below: 1500,
  },
]
