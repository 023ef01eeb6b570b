export type AddressProblem = 'empty' | 'not-an-address' | 'has-path' | 'not-private'

export type AddressAnswer = { ok: true; address: string } | { ok: false; problem: AddressProblem }

const PRIVATE_IPV4 = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)[\d.]+$/

/**
 * Pure: the address of a relay as people type it. Plain http only reaches this machine and the home network,
 * because whoever stands in between could send people to a wrong ticket office.
 */
export function readAddress(given: string): AddressAnswer {
  const typed = given.trim()
  if (typed === '') return { ok: false, problem: 'empty' }
  const url = URL.parse(typed.includes('://') ? typed : `https://${typed}`)
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    return { ok: false, problem: 'not-an-address' }
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') return { ok: false, problem: 'has-path' }
  if (url.protocol === 'http:' && !isPrivate(url.hostname)) return { ok: false, problem: 'not-private' }
  return { ok: true, address: url.origin }
}

function isPrivate(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.endsWith('.local') || PRIVATE_IPV4.test(host)
}
