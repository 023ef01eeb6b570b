import type { Settings } from './settings.ts'

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createServer as createSite } from 'vite'
import { createServer as createExtension } from 'wxt'

import { checkPorts } from './check-ports.ts'
import { startChild } from './child.ts'
import { offerBrowserToWrangler } from './dev-browser.ts'
import { machineEnv } from './machine-env.ts'
import { startOffice } from './office/office.ts'
import { ROOT } from './paths.ts'
import { reportFailure } from './problem.ts'
import { reap } from './reap.ts'
import { toolScript } from './run-tool.ts'
import { readSettings } from './settings.ts'
import { words } from './words.ts'

const MARK = 'VIGIE_DEV_RUN'
const PASSWORD = 'vigie-development'
const CRON_MS = 60_000
/** What the site asks of the relay. */
const RELAY_PATHS = '^/(api|docs|health|metrics|status\\.json)'

type Stop = () => Promise<unknown>

/** The relay by `wrangler dev`, the site by Vite and the extension by WXT, all with hot reload. */
async function develop(settings: Settings, stops: Stop[]): Promise<void> {
  const { port, host } = settings
  await checkPorts(settings)
  const office = await startOffice({ port: port + 1, host, random: true })
  stops.push(office.stop)
  const given = settings.worker['ALLOW_PRIVATE_HOSTS']
  stops.push(
    await startWrangler(settings, {
      ...settings.worker,
      ADMIN_PASSWORD: settings.adminPassword ?? PASSWORD,
      ALLOW_PRIVATE_HOSTS: given === undefined ? office.host : `${given},${office.host}`,
      DEMO_MATCHES: JSON.stringify(office.matches.map(({ nom, url }) => ({ nom, url }))),
      PUBLIC_URL: settings.publicUrl,
    }),
  )
  const relay = `http://localhost:${port}`
  const proxy = { [RELAY_PATHS]: { target: relay, ws: true, changeOrigin: true } }
  const site = await createSite({
    root: join(ROOT, 'site'),
    server: { port: port + 2, strictPort: true, proxy },
  })
  await site.listen()
  stops.push(() => site.close())
  const extension = await createExtension({ root: ROOT, webExt: { disabled: true } })
  await extension.start()
  stops.push(() => extension.stop())
  const timer = setInterval(() => void runCron(relay), CRON_MS)
  stops.push(async () => clearInterval(timer))
  console.log(words.office(office.url))
  console.log(words.developing({ relay, site: `http://localhost:${port + 2}` }))
  if (settings.adminPassword === null) console.log(words.developmentPassword(PASSWORD))
}

async function startWrangler(settings: Settings, env: Record<string, string>): Promise<Stop> {
  const run = randomUUID()
  const child = await startChild({
    command: process.execPath,
    args: [await toolScript('wrangler'), 'dev', '--port', String(settings.port), '--ip', settings.host],
    env: {
      ...machineEnv(),
      ...env,
      ...(await offerBrowserToWrangler()),
      // wrangler then takes the Worker's text settings from its own environment.
      CLOUDFLARE_INCLUDE_PROCESS_ENV: 'true',
      [MARK]: run,
    },
    onLine: (line, stream) => (stream === 'stdout' ? console.log(line) : console.error(line)),
  })
  return async () => {
    await child.stop()
    // Its browser outlives it.
    await reap(MARK, run)
  }
}

/** `wrangler dev` fires no crons by itself. */
async function runCron(relay: string): Promise<void> {
  const url = `${relay}/cdn-cgi/local/scheduled?cron=${encodeURIComponent('* * * * *')}`
  await fetch(url).catch((error: unknown) => console.error(String(error)))
}

const stops: Stop[] = []
async function stop(): Promise<void> {
  while (stops.length > 0) await stops.pop()?.()
  process.exit()
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop())
try {
  await develop(readSettings(process.env), stops)
} catch (error) {
  reportFailure(error)
  await stop()
}
