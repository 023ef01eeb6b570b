import type { Known, Lookers } from '../models/known.ts'
import type { Reason } from '#core/verdict.ts'

import { ago } from '#core/age.ts'

const LOCALE = 'en-GB'

const HEADS: Record<Known['kind'], string> = {
  seen: 'Seen',
  tried: 'Looked at in vain',
  'long-ago': 'Last seen',
}

/** After “is” or “are”: what keeps somebody from seeing. */
const BEFORE: Record<Reason, string> = {
  queue: 'in a waiting room',
  challenge: 'asked to prove to be human',
  captcha: 'before a captcha',
  blocked: 'refused by the site',
  'rate-limited': 'pausing, as the site asked',
  login: 'asked to sign in',
  consent: 'before a consent window',
  maintenance: 'before a site under maintenance',
  'http-error': 'before an error of the site',
  'not-found': 'before a page that is gone',
  'wrong-page': 'before another page',
  offline: 'before a site that does not answer',
  empty: 'before an empty page',
  'not-settled': 'before a page that is not finished',
  'layout-changed': 'before a page that cannot be recognised',
  'needs-render': 'without a free browser',
  'needs-detail': 'before an announcement without detail',
  'ambiguous-offer': 'before an unclear offer',
  unstable: 'before a page that keeps changing',
  stale: 'before old data',
  partial: 'before an incomplete page',
  geo: 'too far away for this site',
  paused: 'paused',
}

const nameOf = ({ who, count }: Lookers) =>
  who === 'relay' ? 'the relay' : `${count} ${count === 1 ? 'browser' : 'browsers'}`

/** One sentence: when, by whom, and who sees something else. `now`: epoch ms. */
export function sayKnownEn({ kind, at, by, others }: Known, now: number): string {
  const head = `${HEADS[kind]} ${ago(now - at, LOCALE)} by ${by.map(nameOf).join(' and ')}`
  return `${[head, ...others.map((other) => sayOther(other, now))].join('; ')}.`
}

function sayOther({ verdict, oldSince, ...lookers }: Known['others'][number], now: number): string {
  const many = lookers.count > 1
  const past = oldSince !== null
  const when = past ? ` ${ago(now - oldSince, LOCALE)}` : ''
  const name = nameOf(lookers)
  if (verdict.state === 'unknown') {
    const is = many ? (past ? 'were' : 'are') : past ? 'was' : 'is'
    return `${name} ${is} ${BEFORE[verdict.reason]}${when}`
  }
  const see = past ? 'saw' : many ? 'see' : 'sees'
  return `${name} ${see} ${verdict.state === 'none' ? 'no seats' : 'seats'} there${when}`
}
