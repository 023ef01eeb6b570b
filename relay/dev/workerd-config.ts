import type { EnvName } from '../src/env.ts'
import type { WranglerToml } from './wrangler-toml.ts'

export type WorkerdPlaces = {
  /** `host:port` to listen on. */
  listen: string
  /** Absolute folder of the databases and Durable Objects. */
  state: string
  /** Absolute folder of evidence: JSON and pictures. */
  evidence: string
  /** Absolute folder of the built sites. */
  site: string
  /** The bundle, relative to the configuration file. */
  worker: string
  /** Where Chromium answers to DevTools, `null` without a browser. */
  browser: { address: string; tls: boolean } | null
  /** `host:port` of the resolver. */
  resolver: string
}

/** Every text setting of the Worker; the compiler keeps this list equal to `EnvName`. */
const NAMES = {
  TELEGRAM_TOKEN: true,
  TELEGRAM_CHAT_ID: true,
  TELEGRAM_API_ROOT: true,
  ADMIN_PASSWORD: true,
  ADMIN_SECOND_FACTOR: true,
  PUBLIC_URL: true,
  ALLOW_PRIVATE_HOSTS: true,
  CHECK_SECONDS: true,
  BLIND_MINUTES: true,
  STILL_WATCHING_HOURS: true,
  RETENTION_DAYS: true,
  HOST_GAP_MS: true,
  HOST_DAILY_CALLS: true,
  PATIENCE_SECONDS: true,
  SMTP_URL: true,
  MAIL_FROM: true,
  VAPID_SUBJECT: true,
  BROWSER_CAP_HOURS: true,
  DEMO_MATCHES: true,
  RING_SECONDS: true,
} satisfies Record<EnvName, true>

export const ENV_NAMES = Object.keys(NAMES)

/**
 * Left to itself V8 holds 48 MB of nursery for each isolate and frees the rest, with what hangs on it outside its heap,
 * only from hundreds of MB on; 100 watches need 9 MB. Sizes in MB, growth in %.
 */
const V8_FLAGS = ['--max-semi-space-size=8', '--initial-old-space-size=12', '--heap-growing-percent=20']

/**
 * The configuration of the local `workerd` (Cap'n Proto text), made from `wrangler.toml`.
 * The Worker's own network reaches public addresses only, whatever name leads there; `PRIVATE` is the one
 * door to the rest. Keys of Durable Objects never change: they name the folders of the state.
 */
export function workerdConfig(toml: WranglerToml, places: WorkerdPlaces): string {
  const services = [
    `(name = "internet", network = (allow = ["public"], tlsOptions = (trustBrowserCas = true)))`,
    `(name = "private", network = (allow = ["public", "private", "local"], tlsOptions = (trustBrowserCas = true)))`,
    `(name = "resolver", external = (address = ${quote(places.resolver)}, http = ()))`,
    `(name = "state", disk = (path = ${quote(places.state)}, writable = true))`,
    `(name = "evidence", disk = (path = ${quote(places.evidence)}, writable = true))`,
    `(name = "assets", assets = (path = ${quote(places.site)}, compatibilityDate = ${quote(toml.compatibility_date)}, config = ${quote(assetsConfig(toml))}))`,
    `(name = "app", worker = .app)`,
    `(name = "d1", worker = .d1)`,
    `(name = "cron", worker = .cron)`,
    ...browserService(places.browser),
  ]
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    ${services.join(',\n    ')},
  ],
  sockets = [ (name = "http", address = ${quote(places.listen)}, http = (), service = "app") ],
  v8Flags = [${V8_FLAGS.map(quote).join(', ')}],
);
${appWorker(toml, places)}
const d1 :Workerd.Worker = (
  modules = [ (name = "d1.js", bundled = "/workerd/d1.js") ],
  compatibilityDate = "2026-01-01",
  ${durable(toml, ['D1Database'])}
  bindings = [ (name = "DATABASE", durableObjectNamespace = "D1Database") ],
);
const cron :Workerd.Worker = (
  modules = [ (name = "cron.js", bundled = "/workerd/cron.js") ],
  compatibilityDate = "2026-01-01",
  compatibilityFlags = ["service_binding_extra_handlers"],
  ${durable(toml, ['Schedule'])}
  bindings = [
    (name = "SCHEDULE", durableObjectNamespace = "Schedule"),
    (name = "CRONS", json = ${quote(JSON.stringify({ app: toml.triggers.crons }))}),
    (name = "app", service = "app"),
  ],
);
`
}

function appWorker(toml: WranglerToml, places: WorkerdPlaces): string {
  const objects = toml.durable_objects.bindings
  const bindings = [
    ...objects.map(({ name, class_name }) => bind(name, `durableObjectNamespace = ${quote(class_name)}`)),
    ...toml.d1_databases.map((database) => bind(database.binding, d1Binding(database.database_name))),
    bind(toml.assets.binding, 'service = (name = "assets", entrypoint = "AssetWorker")'),
    bind('EVIDENCE_DISK', 'service = "evidence"'),
    bind('PRIVATE', 'service = "private"'),
    bind('RESOLVER', 'service = "resolver"'),
    ...(places.browser === null ? [] : [bind(toml.browser.binding, 'service = "browser"')]),
    ...ENV_NAMES.map((name) => bind(name, `fromEnvironment = ${quote(name)}`)),
  ]
  return `const app :Workerd.Worker = (
  modules = [ (name = "index.js", esModule = embed ${quote(places.worker)}) ],
  compatibilityDate = ${quote(toml.compatibility_date)},
  compatibilityFlags = [${toml.compatibility_flags.map(quote).join(', ')}],
  globalOutbound = "internet",
  ${durable(
    toml,
    objects.map(({ class_name }) => class_name),
  )}
  bindings = [
    ${bindings.join(',\n    ')},
  ],
);`
}

function durable(toml: WranglerToml, classes: string[]): string {
  const spaces = classes.map(
    (name) => `(className = ${quote(name)}, uniqueKey = ${quote(`${toml.name}-${name}`)}, enableSql = true)`,
  )
  return `durableObjectNamespaces = [ ${spaces.join(', ')} ],
  durableObjectStorage = (localDisk = "state"),`
}

function d1Binding(database: string): string {
  const service = `(name = "d1", props = (json = ${quote(JSON.stringify({ database }))}))`
  return `wrapped = (moduleName = "cloudflare-internal:d1-api", innerBindings = [(name = "fetcher", service = ${service})])`
}

function browserService(browser: WorkerdPlaces['browser']): string[] {
  if (browser === null) return []
  const how = browser.tls ? 'https = (tlsOptions = (trustBrowserCas = true))' : 'http = ()'
  return [`(name = "browser", external = (address = ${quote(browser.address)}, ${how}))`]
}

function assetsConfig({ assets }: WranglerToml): string {
  const { html_handling, not_found_handling } = assets
  return JSON.stringify({ html_handling, not_found_handling })
}

function bind(name: string, how: string): string {
  return `(name = ${quote(name)}, ${how})`
}

/** Cap'n Proto text takes the escapes of JSON for all that stands in our settings. */
function quote(text: string): string {
  return JSON.stringify(text)
}
