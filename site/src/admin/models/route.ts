/** Only what this session or key did, this call, or what was done to this: ids as the record has them. */
export type AuditFilter = { who?: string; what?: string; target?: string }

/** Which lines of the log are shown: levels with commas between, one watch, one host, words that they must have. */
export type LogFilter = { level?: string; watch?: string; host?: string; text?: string }

/** Which screen is open; it stands after the `#` of the address, which never leaves the browser. */
export type Route =
  | { page: 'list' }
  | { page: 'new' }
  | { page: 'watch'; id: string }
  | { page: 'people' }
  /** `code`: of a browser that asks to be let in. */
  | { page: 'devices'; code?: string }
  | { page: 'alerts'; watch?: string; subscriber?: string }
  | { page: 'rules' }
  | { page: 'templates' }
  | { page: 'account' }
  | ({ page: 'audit' } & AuditFilter)
  | ({ page: 'log' } & LogFilter)

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  if (path === 'new' || path === 'people' || path === 'rules' || path === 'templates') return { page: path }
  if (path === 'account') return { page: path }
  if (path === 'audit') return auditRoute(new URLSearchParams(query))
  if (path === 'log') return logRoute(new URLSearchParams(query))
  if (path === 'devices') return devicesRoute(new URLSearchParams(query))
  if (path === 'alerts') return alertsRoute(new URLSearchParams(query))
  const id = /^watch\/([\w-]{1,64})$/.exec(path)?.[1]
  return id === undefined ? { page: 'list' } : { page: 'watch', id }
}

function alertsRoute(query: URLSearchParams): Route {
  const given = (name: string) => /^[\w:@.-]{1,80}$/.exec(query.get(name) ?? '')?.[0]
  const [watch, subscriber] = [given('watch'), given('subscriber')]
  return {
    page: 'alerts',
    ...(watch === undefined ? {} : { watch }),
    ...(subscriber === undefined ? {} : { subscriber }),
  }
}

function auditRoute(query: URLSearchParams): Route {
  const given = ['who', 'what', 'target'].flatMap((name) => {
    const text = /^[\w:@.-]{1,80}$/.exec(query.get(name) ?? '')?.[0]
    return text === undefined ? [] : [[name, text] as const]
  })
  return { page: 'audit', ...Object.fromEntries(given) }
}

const LOG_PARTS = {
  level: /^[a-z,]{1,60}$/,
  watch: /^[\w-]{1,64}$/,
  host: /^[^\s/]{1,255}$/,
  text: /^.{1,100}$/,
}

function logRoute(query: URLSearchParams): Route {
  const given = Object.entries(LOG_PARTS).flatMap(([name, shape]) => {
    const text = shape.exec(query.get(name) ?? '')?.[0]
    return text === undefined ? [] : [[name, text] as const]
  })
  return { page: 'log', ...Object.fromEntries(given) }
}

function devicesRoute(query: URLSearchParams): Route {
  const code = /^[\w -]{1,40}$/.exec(query.get('code') ?? '')?.[0]
  return { page: 'devices', ...(code === undefined ? {} : { code }) }
}

export function hrefOf(route: Route): string {
  switch (route.page) {
    case 'watch':
      return `#/watch/${route.id}`
    case 'list':
      return '#/'
    case 'devices':
    case 'audit':
    case 'log':
    case 'alerts': {
      const { page, ...filter } = route
      const query = new URLSearchParams(filter).toString()
      return `#/${page}${query === '' ? '' : `?${query}`}`
    }
    default:
      return `#/${route.page}`
  }
}
