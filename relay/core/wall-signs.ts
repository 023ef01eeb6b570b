import type { WallMark } from './observation.ts'
import type { Reason } from './verdict.ts'

/**
 * Signs of walls that stand outside the document: in the final address and in the response headers.
 * One entry per row of VERDICTS.md part 2; the signs inside the document are in `readers/walls.ts`.
 */

type AddressSign = { reason: Reason; vendor: string; host?: RegExp; path?: RegExp }

const ADDRESSES: readonly AddressSign[] = [
  { reason: 'queue', vendor: 'queue-it', host: /(?:^|\.)queue-it\.net$/ },
  { reason: 'queue', vendor: 'secutix', path: /\/pkpcontroller\// },
  { reason: 'queue', vendor: 'own', host: /^(?:queue|waitingroom|waiting-room|file-attente|fila)\./ },
  { reason: 'captcha', vendor: 'datadome', host: /(?:^|\.)captcha-delivery\.com$/ },
  { reason: 'login', vendor: 'own', host: /^(?:auth|login|sso|accounts?|id|identity|connect|signin)\d*\./ },
  {
    reason: 'login',
    vendor: 'own',
    path: /\/(?:login|log-in|signin|sign-in|connexion|se-connecter|authentification|anmelden|iniciar-sesion|accedi)(?:[/.]|$)/,
  },
  { reason: 'consent', vendor: 'own', host: /^consent\./ },
]

/** The wall that the address itself names, unless the asked address is of the same kind. */
export function addressWall(finalUrl: string, askedUrl: string): WallMark | null {
  const final = URL.parse(finalUrl)
  const asked = URL.parse(askedUrl)
  if (final === null) return null
  for (const { reason, vendor, host, path } of ADDRESSES) {
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
}

const REFUSALS = [401, 403, 405, 429, 503]

const HEADERS: readonly HeaderSign[] = [
  { name: 'cf-mitigated', value: /challenge/i, reason: 'challenge', vendor: 'cloudflare' },
  { name: 'x-amzn-waf-action', value: /captcha/i, reason: 'captcha', vendor: 'aws-waf' },
  { name: 'x-amzn-waf-action', value: /challenge/i, reason: 'challenge', vendor: 'aws-waf' },
  { name: 'x-vercel-mitigated', value: /challenge/i, reason: 'challenge', vendor: 'vercel' },
  { name: 'x-vercel-mitigated', value: /deny|block/i, reason: 'blocked', vendor: 'vercel' },
  { name: 'x-queueit-redirect', value: /./, reason: 'queue', vendor: 'queue-it' },
  { name: 'x-dd-b', value: /^[12]$/, reason: 'captcha', vendor: 'datadome', statuses: REFUSALS },
  {
    name: 'x-datadome',
    value: /^(?!protected$)./i,
    reason: 'captcha',
    vendor: 'datadome',
    statuses: REFUSALS,
  },
  { name: 'server', value: /^datadome$/i, reason: 'captcha', vendor: 'datadome', statuses: REFUSALS },
  { name: 'akamai-cache-status', value: /^error/i, reason: 'blocked', vendor: 'akamai', statuses: REFUSALS },
]

/** Walls that the headers name. Server names count only beside a status that refuses. */
export function headerWalls(status: number | null, headers: Readonly<Record<string, string>>): WallMark[] {
  const marks: WallMark[] = []
  for (const { name, value, reason, vendor, statuses } of HEADERS) {
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
