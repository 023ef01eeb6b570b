import ipaddr from 'ipaddr.js'

/** True for loopback, private, link-local, CGNAT and other addresses outside the public internet; IPv4 inside IPv6 included. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '')
  if (!ipaddr.isValid(bare)) return false
  const ip = ipaddr.process(bare)
  const range = ip.range()
  if (range === 'rfc6052') return new ipaddr.IPv4(ip.toByteArray().slice(12)).range() !== 'unicast'
  return range !== 'unicast'
}

/** `host:port` with the scheme's own port written out, as `allowedPrivateHosts` lists them. */
export function hostPort(url: URL): string {
  return `${url.hostname}:${url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port}`
}
