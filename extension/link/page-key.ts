/** Where a visitor came from makes no other page. */
const TRACKING = /^(?:utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|igshid|_ga|_gl)$/i

/**
 * What tells one page from another, whoever wrote its address down: host, path and query, without what follows `#`, the
 * last slash, campaign words and their order. `null` for what is no web address.
 */
function pageKey(address: string): string | null {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  const query = [...url.searchParams]
    .filter(([name]) => !TRACKING.test(name))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
  const path = url.pathname.replace(/\/+$/, '')
  return `${url.host}${path}?${query.join('&')}`
}

export function isSamePage(one: string, other: string): boolean {
  const key = pageKey(one)
  return key !== null && key === pageKey(other)
}
