import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, inject, it, onTestFinished } from 'vitest'

import { freePort, listen } from '../dev/free-port.ts'
import { eventually } from './eventually.ts'
import { runStart } from './run-start.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** The whole of a refusal: its lines, exit code 2, and nothing left. */
async function refusal(env: Record<string, string>): Promise<readonly string[]> {
  const started = await runStart(env)
  expect(await started.exited).toBe(2)
  expect(await started.processes()).toEqual([])
  return started.lines()
}

describe('a first start with nothing configured', () => {
  it('gets ready, shows a seat being released, and ends with SIGTERM', async () => {
    const vigie = await runStart()
    await vigie.ready()
    const password = /shown only once: (\S+)/.exec(vigie.lines().join('\n'))?.[1] ?? ''
    expect(password.length).toBeGreaterThanOrEqual(12)
    expect((await signIn(vigie.url, password)).status).toBeLessThan(300)
    expect((await signIn(vigie.url, `${password}x`)).status).toBe(401)

    const office = `http://localhost:${vigie.port + 1}`
    const match = 'etoile-de-vigny-as-port-clair'
    await fetch(`${office}/controle/api`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action: 'release', match, places: 2 }),
    })
    await eventually(
      () => vigie.lines().some((line) => line.includes(match)),
      'the alert in the console',
      40_000,
    )

    vigie.signal('SIGTERM')
    expect(await vigie.exited).toBe(0)
    expect(await vigie.processes()).toEqual([])
    await expect(fetch(vigie.url)).rejects.toThrow()
  })

  it('keeps its password for the second start and does not print it again', async () => {
    const data = await temporaryFolder()
    const first = await runStart({ VIGIE_DATA: data, VIGIE_DEMO: '0' })
    await first.ready()
    const password = /shown only once: (\S+)/.exec(first.lines().join('\n'))?.[1] ?? ''
    first.signal('SIGINT')
    expect(await first.exited).toBe(0)
    const second = await runStart({ VIGIE_DATA: data, VIGIE_DEMO: '0' })
    await second.ready()
    expect(second.lines().join('\n')).not.toContain('password')
    expect((await signIn(second.url, password)).status).toBeLessThan(300)
  })

  it('uses a browser that runs already, and leaves it alone', async () => {
    const vigie = await runStart({ VIGIE_DEMO: '0', BROWSER_CDP_URL: inject('cdpUrl') })
    await vigie.ready()
    expect((await vigie.processes()).some(({ command }) => isMain(command, 'chromium'))).toBe(false)
    expect(await (await fetch(`${vigie.url}/health`)).text()).toContain('"answering"')
    vigie.signal('SIGTERM')
    expect(await vigie.exited).toBe(0)
    expect((await fetch(`${inject('cdpUrl')}/json/version`)).status).toBe(200)
  })

  it('ends with npm itself', async () => {
    const vigie = await runStart({ VIGIE_DEMO: '0' }, ['npm', 'start'])
    await vigie.ready()
    vigie.signal('SIGTERM')
    await vigie.exited
    await eventually(async () => (await vigie.processes()).length === 0, 'every process ends')
    await expect(fetch(vigie.url)).rejects.toThrow()
  })
})

describe('a crash', () => {
  it('of workerd or Chromium is mended on the same ports', async () => {
    const vigie = await runStart({ VIGIE_DEMO: '0' })
    await vigie.ready()
    for (const name of ['workerd', 'chromium']) {
      const before = new Set((await vigie.processes()).map(({ pid }) => pid))
      const victim = (await vigie.processes()).find(({ command }) => isMain(command, name))
      process.kill(victim?.pid ?? 0, 'SIGKILL')
      await eventually(
        async () =>
          (await vigie.processes()).some(({ pid, command }) => isMain(command, name) && !before.has(pid)),
        `${name} is started again`,
      )
      await eventually(async () => {
        const health: unknown = await (await fetch(`${vigie.url}/health`)).json()
        return JSON.stringify(health).includes('"answering"')
      }, `the relay and its browser answer after ${name} died`)
    }
    expect(vigie.lines().filter((line) => line.includes('starting again in'))).toHaveLength(2)
  })

  it('of the start script itself takes everything along, and the next start works', async () => {
    const data = await temporaryFolder()
    const vigie = await runStart({ VIGIE_DATA: data, VIGIE_DEMO: '0' })
    await vigie.ready()
    vigie.signal('SIGKILL')
    await vigie.exited
    await eventually(async () => (await vigie.processes()).length === 0, 'every process ends by itself')
    const next = await runStart({ VIGIE_DATA: data, VIGIE_DEMO: '0', PORT: String(vigie.port) })
    await next.ready()
  })
})

describe('what cannot work is said in a line, with exit code 2 and nothing left running:', () => {
  it('a taken port', async () => {
    const server = createServer()
    const port = await listen(server, 0)
    onTestFinished(() => void server.close())
    expect(await refusal({ PORT: String(port) })).toEqual([
      expect.stringMatching(new RegExp(`^PORT: port ${port} is already taken; .*PORT=`)),
    ])
  })

  it('a taken port of the demo office', async () => {
    const server = createServer()
    const taken = await listen(server, 0)
    onTestFinished(() => void server.close())
    expect(await refusal({ PORT: String(taken - 1) })).toEqual([
      expect.stringMatching(/demo ticket office is already taken.*VIGIE_DEMO=0/),
    ])
  })

  it('a data folder that cannot be written to', async () => {
    const file = join(await temporaryFolder(), 'file')
    await writeFile(file, '')
    expect(await refusal({ VIGIE_DATA: join(file, 'data') })).toEqual([
      expect.stringMatching(/^VIGIE_DATA: cannot write to /),
    ])
  })

  it('a data folder in use by another Vigie, which goes on', async () => {
    const data = await temporaryFolder()
    const first = await runStart({ VIGIE_DATA: data, VIGIE_DEMO: '0' })
    await first.ready()
    const second = await runStart({ VIGIE_DATA: data, VIGIE_DEMO: '0', PORT: String(await freePort()) })
    expect(await second.exited).toBe(2)
    expect(second.lines()).toEqual([expect.stringMatching(/^VIGIE_DATA: .* in use by another Vigie/)])
    expect((await fetch(`${first.url}/health`)).status).toBe(200)
    first.signal('SIGTERM')
    expect(await first.exited).toBe(0)
  })

  it('a browser that is not there', async () => {
    const lines = await refusal({ CHROME_PATH: '/nowhere/chrome' })
    expect(lines.at(-1)).toMatch(/^CHROME_PATH: "\/nowhere\/chrome" is not a program/)
  })

  it('a browser that does not start', async () => {
    const lines = await refusal({ CHROME_PATH: '/bin/false' })
    expect(lines.at(-1)).toMatch(/^\/bin\/false does not start .*CHROME_PATH/)
  })

  it('a browser elsewhere that does not answer', async () => {
    const lines = await refusal({ BROWSER_CDP_URL: `http://127.0.0.1:${await freePort()}` })
    expect(lines).toEqual([expect.stringMatching(/^BROWSER_CDP_URL: no browser answers at 127/)])
  })

  it('every wrong value of the environment, each in its own line', async () => {
    const lines = await refusal({
      PORT: '99999',
      CHECK_SECONDS: '3',
      TELEGRAM_TOKEN: 'not a token',
      TELEGRAM_CHAT_ID: '12',
      BROWSER_CDP_URL: 'ftp://x',
      ADMIN_PASSWORD: 'short',
      VIGIE_DEMO: 'perhaps',
      SMTP_URL: 'mail.exemple.fr?password=hunter2',
      MAIL_FROM: 'nobody',
      VAPID_SUBJECT: 'me',
    })
    expect(lines.map((line) => line.split(':')[0])).toEqual(
      expect.arrayContaining([
        'PORT',
        'CHECK_SECONDS',
        'TELEGRAM_TOKEN',
        'BROWSER_CDP_URL',
        'ADMIN_PASSWORD',
        'VIGIE_DEMO',
        'SMTP_URL',
        'MAIL_FROM',
        'VAPID_SUBJECT',
      ]),
    )
    expect(lines).toHaveLength(9)
    expect(lines.join('\n')).not.toMatch(/short|hunter2/)
  })
})

/** The process itself, not one of Chromium's helpers. */
function isMain(command: string, name: string): boolean {
  return name === 'workerd'
    ? command.includes('vigie.capnp')
    : /user-data-dir/.test(command) && !/--type=/.test(command)
}

function signIn(url: string, password: string): Promise<Response> {
  return fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ password }),
  })
}
