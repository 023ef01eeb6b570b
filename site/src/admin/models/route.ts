/** Only what this session or key did, this call, or what was done to this: ids as the record has them. */
export type AuditFilter = { who?: string; what?: string; target?: string }

/** Which people are listed, or whose page is open, by their handle. */
export type PeopleRoute = { person?: string; state?: string; channel?: string; watch?: string; mark?: string }

/** Which alerts are listed; `view`: each on its own instead of each message once. `day` is `2026-11-20`. */
export type AlertsRoute = {
  watch?: string
  subscriber?: string
  event?: string
  state?: string
  channel?: string
  when?: string
  day?: string
  text?: string
  view?: string
}

/** Which lines of the log are shown: levels with commas between, one watch, one host, words that they must have. */
export type LogFilter = { level?: string; watch?: string; host?: string; text?: string }

/** Over how long the dashboard looks back; without it a day. */
type DashboardFilter = { span?: string }

/** Which screen is open; it stands after the `#` of the address, which never leaves the browser. */
export type Route =
  | { page: 'list' }
  | { page: 'new' }
  /** The list as a file, in and out. */
  | { page: 'transfer' }
  | { page: 'watch'; id: string }
  | ({ page: 'people' } & PeopleRoute)
  /** `code`: of a browser that asks to be let in; `device`: the one that is looked at. */
  | { page: 'devices'; code?: string; device?: string }
  | ({ page: 'alerts' } & AlertsRoute)
  | ({ page: 'dashboard' } & DashboardFilter)
  | { page: 'rules' }
  | { page: 'settings' }
  | { page: 'templates' }
  | { page: 'account' }
  | ({ page: 'audit' } & AuditFilter)
  | ({ page: 'log' } & LogFilter)

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  if (
    path === 'transfer' ||
    path === 'new' ||
    path === 'rules' ||
    path === 'settings' ||
    path === 'templates'
  )
    return { page: path }
  if (path === 'people') return { page: path, ...given(query, PEOPLE) }
  if (path === 'account') return { page: path }
  if (path === 'audit') return { page: path, ...given(query, AUDIT) }
  if (path === 'dashboard') return { page: path, ...given(query, DASHBOARD) }
  if (path === 'log') return { page: path, ...given(query, LOG) }
  if (path === 'devices') return { page: path, ...given(query, DEVICES) }
  if (path === 'alerts') return { page: path, ...given(query, ALERTS) }
  const id = /^watch\/([\w-]{1,64})$/.exec(path)?.[1]
  return id === undefined ? { page: 'list' } : { page: 'watch', id }
}

const ID = /^[\w:@.-]{1,80}$/
const PEOPLE = { person: ID, state: ID, channel: ID, watch: ID, mark: ID }
const ALERTS = {
  watch: ID,
  subscriber: ID,
  event: ID,
  state: ID,
  channel: ID,
  when: ID,
  day: /^\d{4}-\d\d-\d\d$/,
  text: /^.{1,100}$/,
  view: ID,
}
const AUDIT = { who: ID, what: ID, target: ID }
const LOG = { level: /^[a-z,]{1,60}$/, watch: /^[\w-]{1,64}$/, host: /^[^\s/]{1,255}$/, text: /^.{1,100}$/ }
const DASHBOARD = { span: /^(?:hour|day|week|month)$/ }
const DEVICES = { code: /^[\w -]{1,40}$/, device: ID }

/** What the address says under these names, as far as it can be meant. */
function given<N extends string>(query: string, patterns: Record<N, RegExp>): { [name in N]?: string } {
  const asked = new URLSearchParams(query)
  const found: { [name in N]?: string } = {}
  for (const name in patterns) {
    const text = patterns[name].exec(asked.get(name) ?? '')?.[0]
    if (text !== undefined) found[name] = text
  }
  return found
}

export function hrefOf(route: Route): string {
  switch (route.page) {
    case 'watch':
      return `#/watch/${route.id}`
    case 'list':
      return '#/'
    case 'people':
    case 'devices':
    case 'audit':
    case 'log':
    case 'dashboard':
    case 'alerts': {
      const { page, ...filter } = route
      const query = new URLSearchParams(filter).toString()
      return `#/${page}${query === '' ? '' : `?${query}`}`
    }
    default:
      return `#/${route.page}`
  }
}
