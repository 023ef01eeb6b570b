/** Named after what is in them: they never change. */
const NAMED = /^\/assets\/[\w.-]+-[\w-]{8}\.(?:js|css)$/
/** A page asks for its sign more than once, and nobody minds yesterday's. */
const SIGN = /^\/[\w-]+\.(?:svg|png)$/
const TEXT = /^(?:text\/|image\/svg\+xml|application\/(?:json|manifest\+json|javascript))/

/** One file of the site as it leaves: packed where the asker can unpack, and kept by browsers where it cannot change. */
export function dressAsset(asset: Response, request: Request): Response {
  const answer = new Response(asset.body, asset)
  const { headers } = answer
  if (asset.status !== 200) return answer
  const { pathname } = new URL(request.url)
  if (NAMED.test(pathname)) headers.set('cache-control', 'public, max-age=31536000, immutable')
  if (SIGN.test(pathname)) headers.set('cache-control', 'public, max-age=86400')
  const isText = TEXT.test(headers.get('content-type') ?? '')
  if (!isText || headers.has('content-encoding')) return answer
  headers.append('vary', 'accept-encoding')
  if (request.method !== 'GET' || !/\bgzip\b/.test(request.headers.get('accept-encoding') ?? ''))
    return answer
  // The runtime packs the body of an answer that says so.
  headers.set('content-encoding', 'gzip')
  headers.delete('content-length')
  const etag = headers.get('etag')
  if (etag !== null && !etag.startsWith('W/')) headers.set('etag', `W/${etag}`)
  return answer
}
