import ipaddr from 'ipaddr.js'

/** RFC 6052: the last four bytes are an IPv4 address, which a NAT64 gateway would be asked for. */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')

/** The address in a URL's `hostname` or a DNS answer, without brackets; `null` for a name. */
export function parseIp(hostname: string): string | null {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
  return ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare) ? bare : null
}

/**
 * True only for an address of the public internet. IPv6 forms that carry an IPv4 address are judged by what
 * they carry (mapped, NAT64) or refused whole (6to4, Teredo, compatible: long out of use).
 */
export function isPublicIp(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const ip = ipaddr.process(address)
  if (ip instanceof ipaddr.IPv4) return ip.range() === 'unicast'
  if (ip.match(NAT64)) return new ipaddr.IPv4(ip.toByteArray().slice(12)).range() === 'unicast'
  return ip.match(GLOBAL_UNICAST) && ip.range() === 'unicast'
}

/** `host:port` with the scheme's own port written out, as in `ALLOW_PRIVATE_HOSTS`. */
export function hostPort(url: URL): string {
  return `${url.hostname}:${portOf(url)}`
}

export function portOf(url: URL): string {
  return url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
}
