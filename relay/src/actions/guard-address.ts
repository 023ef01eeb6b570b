import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import type { AddressRefusal } from '../kinds/kind.ts'

import { hostPort, isPublicIp, parseIp, portOf } from '../public-ip.ts'
import { resolveName } from './resolve-name.ts'

const URL_MAX = 2048

/** Ports that browsers refuse: https://fetch.spec.whatwg.org/#port-blocking */
const BLOCKED_PORTS = new Set(
  (
    '0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 ' +
    '119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 ' +
    '636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 ' +
    '6697 10080'
  ).split(' '),
)

/** Names that mean "this machine" or "this network": RFC 6761, 6762, 8375, 9476 and common practice. */
const LOCAL_SUFFIXES = ['localhost', 'local', 'internal', 'home.arpa', 'localdomain', 'lan', 'intranet']

/**
 * May this address be asked? `null` when it may, else why not. Looks at the text alone: use `guardAddress`
 * wherever a DNS answer can be awaited. The URL parser has already undone odd spellings of numbers.
 */
export function guardAddressSync(config: Config, url: string): AddressRefusal | null {
  if (url.length > URL_MAX) return refuse('address-long', `The address is longer than ${URL_MAX} characters.`)
  const target = URL.parse(url)
  if (target === null) return refuse('address-invalid', 'This is not an absolute address.')
  if (target.protocol !== 'http:' && target.protocol !== 'https:')
    return refuse('address-scheme', 'Only http and https addresses can be watched.')
  if (target.username !== '' || target.password !== '')
    return refuse('address-credentials', 'An address must not hold a user name or a password.')
  if (isOurs(config, target)) return refuse('address-self', 'This is the relay itself.')
  if (config.allowPrivateHosts.includes(hostPort(target))) return null
  if (BLOCKED_PORTS.has(portOf(target)))
    return refuse('address-port', `Port ${portOf(target)} is not a web port.`)
  return guardHost(target.hostname)
}

/** The same rule, and what DNS answers for the name. A resolver that fails refuses nothing: the fetch will tell. */
export async function guardAddress(context: Context, url: string): Promise<AddressRefusal | null> {
  const refusal = guardAddressSync(context.config, url)
  if (refusal !== null) return refusal
  const target = new URL(url)
  if (context.config.allowPrivateHosts.includes(hostPort(target)) || parseIp(target.hostname) !== null)
    return null
  const resolved = await resolveName(context, target.hostname)
  if (resolved.kind === 'missing')
    return refuse('address-unresolved', `No such host: ${target.hostname} has no address in DNS.`)
  if (resolved.kind === 'failed') return null
  const closed = resolved.addresses.find((address) => !isPublicIp(address))
  if (closed === undefined) return null
  return refuse('address-private', `${target.hostname} leads to ${closed}, which is not a public address.`)
}

function isOurs(config: Config, target: URL): boolean {
  const own = URL.parse(config.publicUrl)
  return own !== null && hostPort(own) === hostPort(target)
}

function guardHost(hostname: string): AddressRefusal | null {
  const ip = parseIp(hostname)
  if (ip !== null)
    return isPublicIp(ip) ? null : refuse('address-private', `${hostname} is not a public address.`)
  const labels = hostname.replace(/\.$/, '').split('.')
  if (labels.some((label) => label === ''))
    return refuse('address-invalid', `${hostname} is not a host name.`)
  const name = labels.join('.')
  if (labels.length < 2 || LOCAL_SUFFIXES.some((suffix) => name === suffix || name.endsWith(`.${suffix}`)))
    return refuse('address-private', `${hostname} is a name of a private network.`)
  return null
}

function refuse(code: string, message: string): AddressRefusal {
  return { code, message }
}
