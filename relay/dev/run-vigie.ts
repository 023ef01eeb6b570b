import type { Child } from './child.ts'
import type { DataFolder } from './data-folder.ts'
import type { Kept } from './keep-running.ts'
import type { Office } from './office/office.ts'
import type { Resolver } from './resolver.ts'
import type { Settings } from './settings.ts'

import { askCdp } from './ask-cdp.ts'
import { buildIfChanged } from './build.ts'
import { checkPorts } from './check-ports.ts'
import { startChromium } from './chromium.ts'
import { claimDataFolder } from './data-folder.ts'
import { findChromium } from './find-chromium.ts'
import { makeFirstPassword, settleFirstPassword } from './first-password.ts'
import { keepRunning } from './keep-running.ts'
import { startOffice } from './office/office.ts'
import { Problem } from './problem.ts'
import { progress } from './progress.ts'
import { startResolver } from './resolver.ts'
import { waitForRelay } from './wait-for-relay.ts'
import { words } from './words.ts'
import { withoutNoise } from './workerd-noise.ts'
import { startWorkerd } from './workerd.ts'

/** What is running, in the order it was started; ended in the opposite order. */
export class Vigie {
  #data: DataFolder | null = null
  readonly #kept: Kept[] = []
  readonly #pids = new Map<string, number>()
  #office: Office | null = null
  #resolver: Resolver | null = null
  readonly #settings: Settings
  #ending = false

  constructor(settings: Settings) {
    this.#settings = settings
  }

  /** Starts all of it; resolves when the relay answers. Whatever it throws, `stop` still tidies up. */
  async start(): Promise<void> {
    const { demo, port, host } = this.#settings
    this.#data = await claimDataFolder(this.#settings.data)
    if (this.#data.tidied > 0) console.log(words.tidied(this.#data.tidied))
    await checkPorts(this.#settings)
    if (this.#settings.cdp !== null) await askCdp(this.#settings.cdp)
    await progress(words.building, () => buildIfChanged().catch(refuseBuild))
    const browser = this.#settings.cdp ?? (await this.#startBrowser(this.#data.path))
    this.#resolver = await startResolver()
    if (demo) this.#office = await startOffice({ port: port + 1, host, random: true })
    const password = this.#settings.adminPassword ?? (await makeFirstPassword(this.#data.path))
    await progress(words.startingRelay, () => this.#startRelay(browser, password))
    const isNew = this.#settings.adminPassword === null ? password : null
    const url = localUrl(this.#settings)
    await waitForRelay(url, () => this.#ending)
    if (this.#office) console.log(words.office(this.#office.url))
    if (isNew !== null) {
      await settleFirstPassword(this.#data.path, { url, password: isNew })
      console.log(words.password(isNew))
    }
    console.log(words.ready(`http://localhost:${port}`))
  }

  async stop(): Promise<void> {
    await this.#end('stop')
  }

  /** Without waiting for anything to finish its work. */
  async kill(): Promise<void> {
    await this.#end('kill')
  }

  async #end(how: 'stop' | 'kill'): Promise<void> {
    this.#ending = true
    for (const kept of this.#kept.toReversed()) await kept[how]()
    await this.#office?.stop()
    await this.#resolver?.stop()
    await this.#data?.release()
  }

  async #startBrowser(data: string): Promise<{ address: string; tls: boolean }> {
    const found = await progress(words.startingBrowser, () => findChromium())
    if (found === null) throw new Problem(words.noChromium)
    let port = 0
    await this.#keep('Chromium', async () => {
      const chromium = await startChromium({ dataDir: data, found, port })
      // The relay knows this port: a later Chromium takes the same.
      port = chromium.port
      return chromium
    })
    return { address: `127.0.0.1:${port}`, tls: false }
  }

  async #startRelay(browser: { address: string; tls: boolean }, password: string | null): Promise<void> {
    const { port, host, data, publicUrl, worker } = this.#settings
    const env: Record<string, string> = { ...worker, PUBLIC_URL: publicUrl }
    if (password !== null) env['ADMIN_PASSWORD'] = password
    delete env['DEMO_MATCHES']
    if (this.#office) {
      const given = env['ALLOW_PRIVATE_HOSTS']
      env['ALLOW_PRIVATE_HOSTS'] = given === undefined ? this.#office.host : `${given},${this.#office.host}`
      env['DEMO_MATCHES'] = JSON.stringify(this.#office.matches.map(({ nom, url }) => ({ nom, url })))
    }
    const [show, warn] = [withoutNoise(console.log), withoutNoise(console.error)]
    await this.#keep('workerd', () =>
      startWorkerd({
        data,
        listen: host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`,
        browser,
        resolver: this.#resolver?.address ?? '',
        env,
        onLine: (line, stream) => (stream === 'stdout' ? show : warn)(line),
      }),
    )
  }

  async #keep<T extends Child>(name: string, start: () => Promise<T>): Promise<void> {
    const onStart = async (child: T) => {
      this.#pids.set(name, child.pid)
      await this.#data?.record([...this.#pids.values()])
    }
    this.#kept.push(await keepRunning({ name, start, onStart, say: console.error }))
  }
}

/** Where this machine reaches the relay. */
function localUrl({ host, port }: Settings): string {
  if (host === '0.0.0.0' || host === '127.0.0.1') return `http://localhost:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function refuseBuild(error: unknown): never {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n')
  // esbuild's first line only counts the errors.
  throw new Problem(words.buildFailed(lines.slice(0, 2).join(' ')))
}
