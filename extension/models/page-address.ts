import type { FieldProblem } from '../messages.ts'

const LONGEST = 2048

/** Hosts of this very computer. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

export type PageAddress = { ok: true; url: string; host: string } | { ok: false; problem: FieldProblem }

/**
 * Pure: the address of a page to follow, as people type or paste it. Plain http only reaches this computer, for a demo
 * of one's own: elsewhere, whoever stands in between could show any page. What comes after `#` is left out.
 */
export function readPageAddress(given: string): PageAddress {
  const typed = given.trim()
  if (typed === '') return { ok: false, problem: 'empty' }
  if (typed.length > LONGEST) return { ok: false, problem: 'too-long' }
  const url = URL.parse(
    /^[a-z][a-z0-9+.-]*:/i.test(typed) && !isHostAndPort(typed) ? typed : `https://${typed}`,
  )
  if (url === null || !isNamed(url)) return { ok: false, problem: 'not-an-address' }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname)))
    return { ok: false, problem: 'not-https' }
  if (url.username !== '' || url.password !== '') return { ok: false, problem: 'has-password' }
  url.hash = ''
  return { ok: true, url: url.href, host: url.host }
}

/** `localhost:8090/match` looks like a scheme. */
function isHostAndPort(typed: string): boolean {
  return /^[a-z0-9.-]+:\d{1,5}(?:[/?#]|$)/i.test(typed)
}

function isNamed({ hostname }: URL): boolean {
  return hostname.includes('.') || LOOPBACK.test(hostname)
}
