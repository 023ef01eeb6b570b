/** An address that may become a link: http(s) only, whatever a page wrote. `host` shows people where it leads. */
export function safeLink(address: string | undefined): { href: string; host: string } | null {
  const url = address === undefined ? null : URL.parse(address)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null
  return { href: url.href, host: url.host }
}
