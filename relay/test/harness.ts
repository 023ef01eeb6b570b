import type { Child } from '../dev/child.ts'
import type { FixedNames } from '../dev/resolver.ts'

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject, onTestFailed } from 'vitest'

import { freePort } from '../dev/free-port.ts'
import { startResolver } from '../dev/resolver.ts'
import { isNoise, joinStacks } from '../dev/workerd-noise.ts'
import { startWorkerd } from '../dev/workerd.ts'
import { eventually } from './eventually.ts'

export { startOffice } from '../dev/office/office.ts'
export { eventually } from './eventually.ts'

export type RelayOptions = {
  /** Values of the Worker's text settings, over the harness's own. */
  env?: Record<string, string>
  /** A data folder to keep; without one, a temporary folder that `stop()` removes. */
  data?: string
  /** `false` leaves the Worker without a `BROWSER` binding. */
  browser?: boolean
  /** Fixed DNS answers; other names are asked of this machine. */
  dns?: FixedNames
}

export type Admin = {
  /** As `fetch`, with the session's cookie and our own `Origin`; `path` begins with a slash. */
  fetch: (path: string, init?: RequestInit) => Promise<Response>
  cookie: string
}

export type Relay = {
  url: string
  data: string
  password: string
  pid: () => number
  signIn: () => Promise<Admin>
  /** `kill -9` of the real process. */
  kill: () => Promise<void>
  /** The same data and port, after `kill()` or while it runs (then it is stopped first). */
  restart: () => Promise<void>
  /** Ends everything. Throws when the output holds an error that nobody expected. */
  stop: (options?: { allow?: readonly RegExp[] }) => Promise<void>
  /** All that workerd wrote so far, over restarts. */
  output: () => string
  /** Throws when `console.error`, `console.warn` or workerd itself wrote anything not matched by `allow`. */
  expectQuiet: (allow?: readonly RegExp[]) => void
}

const PASSWORD = 'correct horse battery staple'

/** Starts the built relay on a real `workerd` with its own data folder and a free port. */
export async function startRelay(options: RelayOptions = {}): Promise<Relay> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'vigie-test-')))
  const resolver = await startResolver(options.dns)
  const port = await freePort()
  const url = `http://localhost:${port}`
  const lines: { text: string; stream: 'stdout' | 'stderr' }[] = []
  const browser = new URL(inject('cdpUrl')).host
  const start = () =>
    startWorkerd({
      data,
      listen: `127.0.0.1:${port}`,
      browser: options.browser === false ? null : { address: browser, tls: false },
      resolver: resolver.address,
      env: { PUBLIC_URL: url, ADMIN_PASSWORD: PASSWORD, PATIENCE_SECONDS: '2', ...options.env },
      onLine: (text, stream) => lines.push({ text, stream }),
    })
  const output = () => lines.map(({ text }) => text).join('\n')
  let child: Child = await start()
  showWhenFailed(output)
  await waitForHealth(url, child, output)

  const expectQuiet = (allow: readonly RegExp[] = []) => {
    const said = lines.filter(({ stream }) => stream === 'stderr').map(({ text }) => text)
    const faults = joinStacks(said).filter(
      (text) => !isNoise(text) && !allow.some((known) => known.test(text)),
    )
    if (faults.length > 0) throw new Error(`the relay was not quiet:\n${faults.join('\n')}`)
  }
  return {
    url,
    data,
    password: options.env?.['ADMIN_PASSWORD'] ?? PASSWORD,
    pid: () => child.pid,
    signIn: () => signIn(url, options.env?.['ADMIN_PASSWORD'] ?? PASSWORD),
    kill: () => child.kill(),
    restart: async () => {
      await child.stop()
      child = await start()
      await waitForHealth(url, child, output)
    },
    stop: async ({ allow } = {}) => {
      await child.stop()
      await resolver.stop()
      if (options.data === undefined) await rm(data, { recursive: true, force: true })
      expectQuiet(allow)
    },
    output,
    expectQuiet,
  }
}

async function signIn(url: string, password: string): Promise<Admin> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ password }),
  })
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  if (response.status !== 200 || cookie === '')
    throw new Error(`sign-in: ${response.status} ${await response.text()}`)
  const ask: Admin['fetch'] = (path, init = {}) => {
    const headers = new Headers(init.headers)
    headers.set('cookie', cookie)
    headers.set('origin', url)
    if (typeof init.body === 'string' && !headers.has('content-type')) {
      headers.set('content-type', 'application/json')
    }
    return fetch(`${url}${path}`, { ...init, headers })
  }
  return { fetch: ask, cookie }
}

async function waitForHealth(url: string, child: Child, output: () => string): Promise<void> {
  let ended = false
  void child.exited.then(() => (ended = true))
  await eventually(async () => {
    if (ended) return true
    const { status } = await fetch(`${url}/health`)
    // 503 says that checks have stopped: true after a long sleep, and an answer all the same.
    return status === 200 || status === 503
  }, `the relay's /health`).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${output()}`)
  })
  if (ended) throw new Error(`workerd ended:\n${output()}`)
}

/** Outside a running test (in `beforeAll`) there is no failure to hook to: stay silent then. */
function showWhenFailed(output: () => string): void {
  try {
    onTestFailed(() => console.log(`--- output of the relay ---\n${output()}\n---`))
  } catch {
    return
  }
}
