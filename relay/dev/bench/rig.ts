import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PublicWatch } from '#core/status.ts'
import type { Client } from '#relay/client.ts'

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { parseStatus } from '#core/public-status.ts'
import { makeClient } from '#relay/client.ts'

import { startChromium } from '../chromium.ts'
import { freePort, listen } from '../free-port.ts'
import { startResolver } from '../resolver.ts'
import { isNoise } from '../workerd-noise.ts'
import { startWorkerd } from '../workerd.ts'

/** A relay with its own data and browser, for measuring; the same parts as `npm start`. */
export type Rig = {
  url: string
  relayPid: number
  chromiumPid: number | null
  client: Client
  /** `kill -9` of the relay, and a new one with the same data; resolves once it answers. */
  crash: () => Promise<void>
  stop: () => Promise<void>
}

type RigOptions = {
  env: Record<string, string>
  browser: boolean
  /** What to do to the data of a relay that has run once and runs no more, before it is started again. */
  fill?: (data: string) => Promise<unknown>
}

/** The admin's password of every rig. */
export const RIG_PASSWORD = 'a password for measuring only'

export async function startRig(options: RigOptions): Promise<Rig> {
  const data = await mkdtemp(join(tmpdir(), 'vigie-bench-'))
  const chromium = options.browser ? await startChromium({ dataDir: data }) : null
  const resolver = await startResolver()
  const port = await freePort()
  const url = `http://localhost:${port}`
  const start = () =>
    startWorkerd({
      data,
      listen: `127.0.0.1:${port}`,
      browser: chromium === null ? null : { address: `127.0.0.1:${chromium.port}`, tls: false },
      resolver: resolver.address,
      env: { PUBLIC_URL: url, ADMIN_PASSWORD: RIG_PASSWORD, ...options.env },
      onLine: (line, stream) => {
        if (stream === 'stderr' && !isNoise(line)) console.error(`  relay: ${line}`)
      },
    })
  const isUp = () => until('the relay', () => fetch(`${url}/health`).catch(() => null))
  let relay = await start()
  if (options.fill !== undefined) {
    await isUp()
    // A first line of the log: now every room that is filled has its file.
    await signIn(url)
    await relay.stop()
    await options.fill(data)
    relay = await start()
  }
  const rig: Rig = {
    url,
    relayPid: relay.pid,
    chromiumPid: chromium?.pid ?? null,
    client: makeClient(url, { headers: { cookie: await signIn(url), origin: url } }),
    crash: async () => {
      await relay.kill()
      relay = await start()
      rig.relayPid = relay.pid
      await isUp()
    },
    stop: async () => {
      await relay.stop()
      await resolver.stop()
      await chromium?.stop()
      await rm(data, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  return rig
}

async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ password: RIG_PASSWORD }),
  })
  if (!response.ok) throw new Error(`sign-in answered ${response.status}`)
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

export type Site = { url: string; host: string; stop: () => Promise<void> }

/** An upstream site of the bench's own, on loopback. */
export async function startSite(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Site> {
  const server = createServer(answer)
  const port = await listen(server, 0)
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** CPU that a process has used so far, ms. Linux counts in ticks of 10 ms. */
export async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** Memory of a process and all below it in MB: resident, with shared pages split among those that share them. */
export async function memoryMb(pid: number): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  const below = await Promise.all(
    children
      .trim()
      .split(/\s+/)
      .filter(Boolean)
      .map((child) => memoryMb(Number(child))),
  )
  const own = await ownMemoryMb(pid)
  return below.reduce((sum, mb) => sum + mb, own)
}

async function ownMemoryMb(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  const pss = /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1]
  return pss === undefined ? await residentMb(pid) : Number(pss) / 1024
}

/** Resident memory of one process in MB, its program's own pages included. */
export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024
}

/** Waits for a condition of the thing measured; the bench fails when it never comes. */
export async function until<T>(
  what: string,
  ask: () => T | null | Promise<T | null>,
  withinMs = 30_000,
): Promise<T> {
  const end = performance.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (answer !== null) return answer
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** The verdict of one look at an address that is not watched. */
export async function tryLook(rig: Rig, url: string): Promise<string> {
  const response = await rig.client.api.watches.try.$post({ json: { url } })
  if (response.status !== 200)
    throw new Error(`the look answered ${response.status}: ${await response.text()}`)
  return (await response.json()).verdict.state
}

/** Watches an address from now on; answers its id. */
export async function watchPage(
  rig: Rig,
  json: { name: string; url: string; checkSeconds: number },
): Promise<string> {
  const response = await rig.client.api.watches.$post({ json })
  if (response.status !== 201)
    throw new Error(`adding a watch answered ${response.status}: ${await response.text()}`)
  return (await response.json()).id
}

/** All watches as everybody sees them. */
export async function readWatches(rig: Rig): Promise<PublicWatch[]> {
  const status = parseStatus(await (await rig.client['status.json'].$get()).json())
  if (status === null) throw new Error('the status cannot be read')
  return status.watches
}
