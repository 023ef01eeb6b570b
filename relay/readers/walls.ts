import type { WallMark } from '#core/observation.ts'
import type { Reason } from '#core/verdict.ts'
import type { Survey } from './survey.ts'
import type { PageNode, Tree } from './tree.ts'

import { LIMITS } from '#core/observation.ts'
import { childText } from './survey.ts'
import { above, isHidden } from './visible.ts'
import { fold } from './words.ts'

/**
 * Signs of walls inside the document, one entry per row of VERDICTS.md part 2. `hard` signs stand only on walls;
 * `soft` ones also on healthy pages and count when no anchor is there. Address and header signs: `core/wall-signs.ts`.
 */
type Wall = {
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

const WALLS: readonly Wall[] = [
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

const TEXT_MOST = 24_000
const CODE_MOST = 3000
const SCRIPTS_MOST = 60

/** Every sign found. Costly parts (text, code) are read only on this call, once. */
export function findWalls(tree: Tree, found: Survey): WallMark[] {
  const title = fold(found.title)
  const text = fold(
    found.texts
      .map((each) => each.text)
      .join(' ')
      .slice(0, TEXT_MOST),
  )
  const codes = codesOf(tree, found)
  const marks: WallMark[] = []
  for (const wall of WALLS) {
    if (wall.below !== undefined && found.textLength >= wall.below) continue
    const marker = signOf(tree, found, wall, { title, text, codes })
    if (marker === null) continue
    marks.push({
      reason: wall.reason,
      vendor: wall.vendor,
      marker: marker.slice(0, LIMITS.shortText),
      grade: wall.grade,
    })
  }
  return refine(marks, codes).slice(0, LIMITS.walls)
}

type Read = { title: string; text: string; codes: readonly string[] }

function signOf(tree: Tree, found: Survey, wall: Wall, read: Read): string | null {
  for (const id of wall.ids ?? []) if (stands(tree, found.ids.get(id))) return `#${id}`
  for (const name of wall.classes ?? []) {
    const node = found.classes.get(name)
    if (stands(tree, node) && (wall.grade === 'hard' || !isInForm(tree, node))) return `.${name}`
  }
  if (wall.title?.test(read.title) === true) return `title "${read.title}"`
  const said = wall.text?.exec(read.text)
  if (said) return `"${said[0].slice(0, 80)}"`
  const coded = wall.code === undefined ? undefined : read.codes.find((code) => wall.code?.test(code))
  return coded === undefined ? null : `code ${wall.code?.exec(coded)?.[0].slice(0, 60) ?? ''}`
}

const stands = (tree: Tree, node: PageNode | undefined): boolean =>
  node !== undefined &&
  ![node, ...above(tree, node)].some((each) => ['template', 'noscript'].includes(tree.name(each)))

/** A puzzle in a login, cart or newsletter form is no wall. */
function isInForm(tree: Tree, node: PageNode | undefined): boolean {
  if (node === undefined) return false
  for (const outer of above(tree, node)) {
    if (tree.name(outer) === 'form')
      return (tree.attribute(outer, 'id') ?? '') !== 'challenge-form' && hasField(tree, outer)
  }
  return false
}

function hasField(tree: Tree, form: PageNode): boolean {
  let budget = 300
  const visit = (node: PageNode): boolean => {
    if (budget-- <= 0) return false
    const type = tree.attribute(node, 'type')?.toLowerCase() ?? 'text'
    if (tree.name(node) === 'input' && ['text', 'email', 'password', 'tel'].includes(type)) return true
    return tree.children(node).some(visit)
  }
  return visit(form)
}

function codesOf(tree: Tree, found: Survey): string[] {
  const codes: string[] = []
  for (const script of found.scripts.slice(0, SCRIPTS_MOST)) {
    const src = tree.attribute(script, 'src')
    codes.push(src ?? childText(tree, script, CODE_MOST))
  }
  for (const frame of found.frames.slice(0, 20)) codes.push(tree.attribute(frame, 'src') ?? '')
  return codes.filter((code) => code !== '')
}

/** One vendor's own words change what its wall asks: a puzzle, a flat no, or a wait that ends by itself. */
function refine(marks: readonly WallMark[], codes: readonly string[]): WallMark[] {
  const puzzle = marks.some((mark) => mark.vendor === 'own' && mark.reason === 'captcha')
  const checks = marks.some(
    (mark) => mark.vendor === 'cloudflare' && mark.reason === 'challenge' && mark.grade === 'hard',
  )
  const datadome = codes.find((code) => /captcha-delivery\.com|var dd ?=/.test(code)) ?? ''
  return marks.map((mark) => {
    if (
      mark.vendor === 'cloudflare' &&
      puzzle &&
      (mark.reason === 'challenge' || mark.reason === 'blocked')
    ) {
      return { ...mark, reason: 'captcha' as const }
    }
    // The error frame is drawn around the check too: with a check in it, it is not a flat no.
    if (mark.vendor === 'cloudflare' && mark.reason === 'blocked' && checks)
      return { ...mark, reason: 'challenge' as const }
    if (mark.vendor !== 'datadome') return mark
    if (/['"]?t['"]?\s*[:=]\s*['"]?bv\b/.test(datadome)) return { ...mark, reason: 'blocked' as const }
    return datadome.includes('/interstitial/') ? { ...mark, reason: 'challenge' as const } : mark
  })
}

/** A login form in the main part and not a hidden or small one in the header. */
export function loginForm(tree: Tree, found: Survey): WallMark | null {
  for (const field of found.passwords) {
    const inHead = [...above(tree, field)].some((outer) =>
      ['header', 'nav', 'footer', 'aside', 'dialog'].includes(tree.name(outer)),
    )
    if (!inHead && !isHidden(tree, field)) {
      return { reason: 'login', vendor: 'own', marker: 'password field in the main part', grade: 'soft' }
    }
  }
  return null
}
