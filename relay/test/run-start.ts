import { spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { onTestFinished } from 'vitest'

import { freePort } from '../dev/free-port.ts'
import { ROOT } from '../dev/paths.ts'
import { eventually } from './eventually.ts'
import { temporaryFolder } from './temporary-folder.ts'

export type Started = {
  pid: number
  url: string
  port: number
  data: string
  lines: () => readonly string[]
  ready: () => Promise<void>
  signal: (signal: NodeJS.Signals) => void
  /** The exit code, `null` when a signal ended it. */
  exited: Promise<number | null>
  /** Processes that work on this data folder, by number and command. */
  processes: () => Promise<{ pid: number; command: string }[]>
}

/** `npm start` as a person runs it, with its own data folder and port; ended with the test, whatever happens. */
export async function runStart(
  env: Record<string, string> = {},
  command: readonly string[] = [process.execPath, 'relay/dev/start.ts'],
): Promise<Started> {
  const data = env['VIGIE_DATA'] ?? (await temporaryFolder())
  const port = Number(env['PORT'] ?? (await freePort()))
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, LC_ALL: 'C', VIGIE_DATA: data, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve))
  const lines = () => output.split('\n').filter((line) => line !== '')
  const processes = () => processesOf(data)
  onTestFinished(async ({ task }) => {
    child.kill('SIGTERM')
    await exited
    if (task.result?.state === 'fail') console.log(`--- output of npm start ---\n${output}---`)
    await eventually(async () => (await processes()).length === 0, 'nothing is left running')
  })
  const url = `http://localhost:${port}`
  let ended = false
  void exited.then(() => (ended = true))
  const ready = async () => {
    await eventually(() => ended || lines().includes(`Vigie ready on ${url}`), 'the ready line', 50_000)
    if (ended) throw new Error(`it ended instead of being ready:\n${output}`)
  }
  const signal = (name: NodeJS.Signals) => void child.kill(name)
  return { pid: child.pid ?? 0, url, port, data, lines, ready, signal, exited, processes }
}

/** Every process whose command line names the folder: Chromium's profile and workerd's configuration are in it. */
async function processesOf(data: string): Promise<{ pid: number; command: string }[]> {
  const found: { pid: number; command: string }[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
    if (command.includes(data)) found.push({ pid: Number(name), command: command.replaceAll('\0', ' ') })
  }
  return found
}
