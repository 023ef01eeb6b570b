import type { Child } from './child.ts'
import type { WorkerdPlaces } from './workerd-config.ts'

import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

import { startChild } from './child.ts'
import { machineEnv } from './machine-env.ts'
import { SITE, WORKER } from './paths.ts'
import { workerdConfig } from './workerd-config.ts'
import { readWranglerToml } from './wrangler-toml.ts'

export type WorkerdOptions = {
  /** The folder of all state; the databases go to `state/` in it, evidence to `evidence/`, the configuration to `run/`. */
  data: string
  listen: string
  browser: WorkerdPlaces['browser']
  resolver: string
  /** Values of the Worker's text settings. */
  env: Record<string, string>
  onLine: (line: string, stream: 'stdout' | 'stderr') => void
}

/** Starts the relay on a real `workerd`; resolves once its socket listens. Throws when it ends before that. */
export async function startWorkerd(options: WorkerdOptions): Promise<Child> {
  const data = resolve(options.data)
  const [state, evidence, run] = [join(data, 'state'), join(data, 'evidence'), join(data, 'run')]
  await Promise.all([state, evidence, run].map((folder) => mkdir(folder, { recursive: true })))
  // A copy: a later build does not change what a restart runs.
  await copyFile(WORKER, join(run, 'worker.js'))
  const { listen, browser, resolver } = options
  const places = { listen, browser, resolver, state, evidence, site: SITE, worker: 'worker.js' }
  const config = join(run, 'vigie.capnp')
  await writeFile(config, workerdConfig(await readWranglerToml(), places))
  let starting = true
  const said: string[] = []
  const child = await startChild({
    command: workerdBinary(),
    args: ['serve', config, '--experimental', '--control-fd=3'],
    env: { ...machineEnv(), ...options.env },
    extra: true,
    onLine: (line, stream) => {
      if (starting) said.push(line)
      options.onLine(line, stream)
    },
  })
  const listening = Promise.withResolvers<true>()
  if (child.extra) {
    createInterface({ input: child.extra }).on('line', (line) => {
      if (line.includes('"listen"')) listening.resolve(true)
    })
  }
  const up = await Promise.race([listening.promise, child.exited.then(() => false as const)])
  starting = false
  if (!up) throw new Error(`workerd ended before it listened:\n${said.join('\n')}`)
  return child
}

/** The binary of the exact version in package.json, whatever `workerd` may be on PATH. */
function workerdBinary(): string {
  const loaded: unknown = createRequire(import.meta.url)('workerd')
  if (typeof loaded === 'object' && loaded !== null && 'default' in loaded) {
    if (typeof loaded.default === 'string') return loaded.default
  }
  throw new Error('the workerd package does not name its binary')
}
