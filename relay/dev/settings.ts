import { readConfig } from '../src/config.ts'
import { Problem } from './problem.ts'
import { ENV_NAMES } from './workerd-config.ts'
import { words } from './words.ts'

export type Settings = {
  port: number
  /** Address to listen on: loopback unless `HOST` opens it. */
  host: string
  data: string
  demo: boolean
  cdp: { address: string; tls: boolean } | null
  adminPassword: string | null
  publicUrl: string
  /** The Worker's text settings as given, empty ones left out. */
  worker: Record<string, string>
}

const PASSWORD_LEAST = 12

/** Reads the environment of `npm start`. Throws one `Problem` that lists every wrong value. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const problems: string[] = []
  const text = (name: string) => env[name]?.trim() ?? ''
  const refuse = (name: string, message: string) => problems.push(`${name}: ${message}`)
  const worker = Object.fromEntries(
    ENV_NAMES.map((name) => [name, text(name)]).filter(([, value]) => value !== ''),
  )
  for (const { name, message } of readConfig(worker).problems) refuse(name, message)
  const port = text('PORT') === '' ? 8787 : Number(text('PORT'))
  if (!Number.isInteger(port) || port < 1 || port > 65_534) refuse('PORT', words.portWrong(text('PORT')))
  const demo = text('VIGIE_DEMO') === '' ? '1' : text('VIGIE_DEMO')
  if (demo !== '0' && demo !== '1') refuse('VIGIE_DEMO', words.demoWrong(demo))
  const host = text('HOST') === '' ? '127.0.0.1' : text('HOST')
  if (!/^[\w.:[\]*-]+$/.test(host)) refuse('HOST', words.hostWrong(host))
  const cdp = readCdp(text('BROWSER_CDP_URL'))
  if (cdp === 'wrong') refuse('BROWSER_CDP_URL', words.cdpWrong(text('BROWSER_CDP_URL')))
  const password = text('ADMIN_PASSWORD')
  if (password !== '' && password.length < PASSWORD_LEAST)
    refuse('ADMIN_PASSWORD', words.passwordShort(PASSWORD_LEAST))
  if (problems.length > 0) throw new Problem(...problems)
  return {
    port,
    host: host === '*' ? '0.0.0.0' : host.replace(/^\[(.*)\]$/, '$1'),
    data: text('VIGIE_DATA') === '' ? '.vigie' : text('VIGIE_DATA'),
    demo: demo === '1',
    cdp: cdp === 'wrong' ? null : cdp,
    adminPassword: password === '' ? null : password,
    publicUrl: worker['PUBLIC_URL'] ?? `http://localhost:${port}`,
    worker,
  }
}

/** Where a DevTools endpoint listens; its path is always `/json/version` and what that answers. */
function readCdp(given: string): Settings['cdp'] | 'wrong' {
  if (given === '') return null
  const url = URL.parse(given)
  if (url === null || !/^(https?|wss?):$/.test(url.protocol) || url.hostname === '') return 'wrong'
  const tls = url.protocol === 'https:' || url.protocol === 'wss:'
  return { address: `${url.hostname}:${url.port === '' ? (tls ? 443 : 80) : url.port}`, tls }
}
