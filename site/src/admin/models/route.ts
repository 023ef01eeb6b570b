/** Which screen is open; it stands after the `#` of the address, which never leaves the browser. */
export type Route = { page: 'list' } | { page: 'new' } | { page: 'watch'; id: string }

export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#\/?/, '')
  if (path === 'new') return { page: 'new' }
  const id = /^watch\/([\w-]{1,64})$/.exec(path)?.[1]
  return id === undefined ? { page: 'list' } : { page: 'watch', id }
}

export function hrefOf(route: Route): string {
  if (route.page === 'watch') return `#/watch/${route.id}`
  return route.page === 'new' ? '#/new' : '#/'
}
