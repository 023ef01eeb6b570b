import type { WallMark } from './observation.ts'
import type { Reason } from './verdict.ts'

/**
 * Signs of walls that stand outside the document: in the final address and in the response headers.
 * One entry per row of VERDICTS.md part 2; the signs inside the document are in `readers/walls.ts`.
 */

type AddressSign = { reason: Reason; vendor: string; host?: RegExp; path?: RegExp; example: string }

/** Each with an address by hand that its test runs. */
export const ADDRESS_SIGNS: readonly AddressSign[] = [
  {
    reason: 'queue',
    vendor: 'queue-it',
    host: /(?:^|\.)queue-it\.net$/,
    example: 'https://psg.queue-it.net/?c=psg&e=om&t=x',
  },
  {
    reason: 'queue',
    vendor: 'secutix',
    path: /\/pkpcontroller\//,
    example: 'https://access.tickets.example/pkpcontroller/wp/fr/index.html',
  },
  {
    reason: 'queue',
    vendor: 'own',
    host: /^(?:queue|waitingroom|waiting-room|file-attente|fila)\.|(?:^|\.)(?:queue-fair\.(?:com|net)|crowdhandler\.com)$/,
    example: 'https://queue.tickets.example/match',
  },
  {
    reason: 'captcha',
    vendor: 'datadome',
    host: /(?:^|\.)captcha-delivery\.com$/,
    example: 'https://geo.captcha-delivery.com/captcha/?initialCid=x',
  },
  {
    reason: 'login',
    vendor: 'own',
    host: /^(?:auth|login|sso|accounts?|id|identity|connect|signin)\d*\./,
    example: 'https://auth.billetterie.psg.fr/fr/login',
  },
  {
    reason: 'login',
    vendor: 'own',
    path: /\/(?:login|log-in|signin|sign-in|connexion|se-connecter|authentification|anmelden|iniciar-sesion|accedi)(?:[/.]|$)/,
    example: 'https://billetterie.psg.fr/fr/connexion',
  },
  {
    reason: 'consent',
    vendor: 'own',
    host: /^consent\./,
    example: 'https://consent.google.example/m?continue=x',
  },
]

/** The wall that the address itself names, unless the asked address is of the same kind. */
export function addressWall(finalUrl: string, askedUrl: string): WallMark | null {
  const final = URL.parse(finalUrl)
  const asked = URL.parse(askedUrl)
  if (final === null) return null
  for (const { reason, vendor, host, path } of ADDRESS_SIGNS) {
    const at = (url: URL | null) =>
      url !== null &&
      ((host?.test(url.hostname.toLowerCase()) ?? false) || (path?.test(url.pathname.toLowerCase()) ?? false))
    // Asked for by the person, a consent or queue host is still no ticket page; a login page may hold the offers.
    if (at(final) && (reason !== 'login' || !at(asked))) {
      return {
        reason,
        vendor,
        marker: `address ${final.hostname}${final.pathname}`.slice(0, 160),
        grade: 'hard',
      }
    }
  }
  return null
}

type HeaderSign = {
  name: string
  value: RegExp
  reason: Reason
  vendor: string
  statuses?: readonly number[]
  example: { value: string; status: number }
}

const REFUSALS = [401, 403, 405, 429, 503]

/** Each with a value and a status by hand that its test runs. */
export const HEADER_SIGNS: readonly HeaderSign[] = [
  {
    name: 'cf-mitigated',
    value: /challenge/i,
    reason: 'challenge',
    vendor: 'cloudflare',
    example: { value: 'challenge', status: 403 },
  },
  {
    name: 'x-amzn-waf-action',
    value: /captcha/i,
    reason: 'captcha',
    vendor: 'aws-waf',
    example: { value: 'captcha', status: 405 },
  },
  {
    name: 'x-amzn-waf-action',
    value: /challenge/i,
    reason: 'challenge',
    vendor: 'aws-waf',
    example: { value: 'challenge', status: 202 },
  },
  {
    name: 'x-vercel-mitigated',
    value: /challenge/i,
    reason: 'challenge',
    vendor: 'vercel',
    example: { value: 'challenge', status: 429 },
  },
  {
    name: 'x-vercel-mitigated',
    value: /deny|block/i,
    reason: 'blocked',
    vendor: 'vercel',
    example: { value: 'deny', status: 403 },
  },
  {
    name: 'x-queueit-redirect',
    value: /./,
    reason: 'queue',
    vendor: 'queue-it',
    example: { value: 'https%3A%2F%2Fpsg.queue-it.net', status: 200 },
  },
  {
    name: 'x-dd-b',
    value: /^[12]$/,
    reason: 'captcha',
    vendor: 'datadome',
    statuses: REFUSALS,
    example: { value: '1', status: 403 },
  },
  {
    name: 'x-datadome',
    value: /^(?!protected$)./i,
    reason: 'captcha',
    vendor: 'datadome',
    statuses: REFUSALS,
    example: { value: 'captcha', status: 401 },
  },
  {
    name: 'server',
    value: /^datadome$/i,
    reason: 'captcha',
    vendor: 'datadome',
    statuses: REFUSALS,
    example: { value: 'DataDome', status: 403 },
  },
  {
    name: 'akamai-cache-status',
    value: /^error/i,
    reason: 'blocked',
    vendor: 'akamai',
    statuses: REFUSALS,
    example: { value: 'Error from child', status: 403 },
  },
]

/** Walls that the headers name. Server names count only beside a status that refuses. */
export function headerWalls(status: number | null, headers: Readonly<Record<string, string>>): WallMark[] {
  const marks: WallMark[] = []
  for (const { name, value, reason, vendor, statuses } of HEADER_SIGNS) {
    const given = Object.hasOwn(headers, name) ? headers[name] : undefined
    if (given === undefined || !value.test(given)) continue
    if (statuses !== undefined && (status === null || !statuses.includes(status))) continue
    marks.push({ reason, vendor, marker: `header ${name}`, grade: 'hard' })
  }
  const kasada = Object.keys(headers).some((name) => name.startsWith('x-kpsdk-'))
  if (kasada && status === 429) {
    marks.push({ reason: 'challenge', vendor: 'kasada', marker: 'header x-kpsdk-*', grade: 'hard' })
  }
  return marks
}

/** When no anchor is there the strongest counts, in this order (VERDICTS.md part 2). */
export const WALL_ORDER: readonly Reason[] = [
  'captcha',
  'blocked',
  'challenge',
  'queue',
  'login',
  'consent',
  'maintenance',
  'geo',
  'offline',
  'http-error',
  'rate-limited',
]

/** The mark that counts most: hard before soft, then by `WALL_ORDER`. Weak marks never count. */
export function strongestWall(marks: readonly WallMark[], soft: boolean): WallMark | null {
  const counted = marks.filter((mark) => mark.grade === 'hard' || (soft && mark.grade === 'soft'))
  return counted.sort((a, b) => order(a) - order(b))[0] ?? null
}

function order(mark: WallMark): number {
  const place = WALL_ORDER.indexOf(mark.reason)
  return (mark.grade === 'hard' ? 0 : 100) + (place === -1 ? WALL_ORDER.length : place)
}
