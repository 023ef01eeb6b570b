import type { ChildProcess } from 'node:child_process'

import { spawn } from 'node:child_process'
import { access, constants, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

const NAMES = ['firefox-esr', 'firefox']
const MAC = '/Applications/Firefox.app/Contents/MacOS/firefox'
const READY_MS = 30_000
const ANSWER_MS = 20_000

/** `FIREFOX_PATH`, else an installed Firefox, else `null`. */
export async function findFirefox(env: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  const given = env['FIREFOX_PATH']?.trim() ?? ''
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const usual = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))
  for (const path of given === '' ? [...usual, MAC] : [given]) {
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isThere) return path
  }
  return null
}

/** One page of a Firefox. Scripts are expressions; what they answer is JSON. */
export type FirefoxPage = {
  evaluate: (expression: string) => Promise<unknown>
  /** Real keys, one after another: characters, or WebDriver's names for others (`\uE004` is Tab). */
  press: (keys: string) => Promise<void>
  size: (width: number, height: number) => Promise<void>
  close: () => Promise<void>
}

export type Firefox = {
  /** `moz-extension://…`, without a slash at its end. */
  origin: string
  open: (url: string) => Promise<FirefoxPage>
  /** Errors that pages or the event page logged. */
  faults: () => string[]
  close: () => Promise<void>
}

/** Starts a real Firefox without a window and installs the extension of that folder for this run, over WebDriver BiDi. */
export async function startFirefox(
  path: string,
  extension: { id: string; folder: string },
): Promise<Firefox> {
  const profile = await mkdtemp(join(tmpdir(), 'vigie-firefox-'))
  const uuid = crypto.randomUUID()
  await writeFile(join(profile, 'user.js'), preferences({ [extension.id]: uuid }))
  const args = ['--headless', '--no-remote', '--profile', profile]
  const child = spawn(path, [...args, '--remote-debugging-port=0', '-remote-allow-system-access'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, MOZ_HEADLESS: '1', HOME: profile },
  })
  const end = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
    }
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const wire = await connect(`${await addressOf(child)}/session`)
    await wire.ask('session.new', { capabilities: {} })
    const faults: string[] = []
    wire.onLog((line) => faults.push(line))
    await wire.ask('session.subscribe', { events: ['log.entryAdded'] })
    await wire.ask('webExtension.install', { extensionData: { type: 'path', path: extension.folder } })
    const close = async () => {
      wire.close()
      await end()
    }
    return {
      origin: `moz-extension://${uuid}`,
      open: (url) => openPage(wire, url),
      faults: () => [...faults],
      close,
    }
  } catch (error) {
    await end()
    throw error
  }
}

function preferences(uuids: Record<string, string>): string {
  const prefs: Record<string, string | number | boolean> = {
    'extensions.webextensions.uuids': JSON.stringify(uuids),
    'intl.accept_languages': 'fr',
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.homepage_override.mstone': 'ignore',
    'datareporting.policy.dataSubmissionEnabled': false,
    'app.update.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'extensions.getAddons.cache.enabled': false,
    'ui.prefersReducedMotion': 1,
  }
  return Object.entries(prefs)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('')
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const late = setTimeout(() => reject(new Error(`Firefox did not listen:\n${said}`)), READY_MS)
    child.once('exit', () => reject(new Error(`Firefox ended:\n${said}`)))
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const address = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1]
      if (address === undefined) return
      clearTimeout(late)
      resolve(address)
    })
  })
}

type Wire = {
  ask: (method: string, params: Record<string, unknown>) => Promise<Record<string, unknown>>
  onLog: (take: (line: string) => void) => void
  close: () => void
}

async function connect(address: string): Promise<Wire> {
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', () => reject(new Error('Firefox took no connection')), { once: true })
  })
  let last = 0
  const waiting = new Map<
    number,
    { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }
  >()
  let log: ((line: string) => void) | null = null
  socket.addEventListener('message', ({ data }) => {
    const message: unknown = JSON.parse(String(data))
    if (!isRecord(message)) return
    const { id, params, result } = message
    if (typeof id !== 'number') {
      const line = isRecord(params) && params['level'] === 'error' ? params['text'] : null
      if (typeof line === 'string') log?.(line)
      return
    }
    const asked = waiting.get(id)
    waiting.delete(id)
    if (isRecord(result)) asked?.resolve(result)
    else asked?.reject(new Error(`Firefox: ${JSON.stringify(message)}`))
  })
  return {
    ask: (method, params) =>
      new Promise((resolve, reject) => {
        last += 1
        const id = last
        const late = setTimeout(() => reject(new Error(`Firefox did not answer ${method}`)), ANSWER_MS)
        const settle =
          <Value>(run: (value: Value) => void) =>
          (value: Value) => {
            clearTimeout(late)
            run(value)
          }
        waiting.set(id, { resolve: settle(resolve), reject: settle(reject) })
        socket.send(JSON.stringify({ id, method, params }))
      }),
    onLog: (take) => (log = take),
    close: () => socket.close(),
  }
}

async function openPage(wire: Wire, url: string): Promise<FirefoxPage> {
  const { context } = await wire.ask('browsingContext.create', { type: 'tab' })
  await wire.ask('browsingContext.navigate', { context, url, wait: 'complete' })
  const target = { context }
  return {
    async evaluate(expression) {
      const answer = await wire.ask('script.evaluate', {
        // Through JSON: the protocol has its own words for every kind of value.
        expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`,
        target,
        awaitPromise: true,
      })
      const { result, exceptionDetails } = answer
      if (isRecord(exceptionDetails)) throw new Error(String(exceptionDetails['text']))
      return isRecord(result) && typeof result['value'] === 'string' ? JSON.parse(result['value']) : null
    },
    async press(keys) {
      const actions = Array.from(keys).flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ])
      await wire.ask('input.performActions', { context, actions: [{ type: 'key', id: 'keyboard', actions }] })
    },
    async size(width, height) {
      await wire.ask('browsingContext.setViewport', { context, viewport: { width, height } })
    },
    async close() {
      await wire.ask('browsingContext.close', { context })
    },
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
