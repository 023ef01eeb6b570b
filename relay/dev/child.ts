import type { SpawnOptions, StdioOptions } from 'node:child_process'

import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'

import { holdLifeline, releaseLifeline } from './lifeline.ts'

export type Child = {
  pid: number
  /** Resolves when the process is gone; never rejects. */
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  /** SIGTERM, then SIGKILL after `graceMs` (3 s); resolves when it is gone. Safe to call twice. */
  stop: (graceMs?: number) => Promise<void>
  /** SIGKILL at once; resolves when it is gone. */
  kill: () => Promise<void>
  /** What the process writes to the extra descriptor 3, when asked for. */
  extra: Readable | null
}

export type ChildOptions = {
  command: string
  args: readonly string[]
  env: NodeJS.ProcessEnv
  onLine: (line: string, stream: 'stdout' | 'stderr') => void
  /** Opens descriptor 3 for reading. */
  extra?: boolean
}

/** Starts a process in a group of its own, so that the terminal's Ctrl-C reaches us alone and we end all of it. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const stdio: StdioOptions = ['ignore', 'pipe', 'pipe', ...(options.extra ? (['pipe'] as const) : [])]
  const how: SpawnOptions = { env: options.env, stdio, detached: process.platform !== 'win32' }
  const child = spawn(options.command, [...options.args], how)
  const ended = Promise.withResolvers<Awaited<Child['exited']>>()
  child.once('close', (code, signal) => ended.resolve({ code, signal }))
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', reject)
  })
  const pid = child.pid ?? 0
  holdLifeline(pid)
  child.once('exit', () => releaseLifeline(pid))
  child.on('error', () => {})
  for (const stream of ['stdout', 'stderr'] as const) {
    const readable = child[stream]
    if (readable) createInterface({ input: readable }).on('line', (line) => options.onLine(line, stream))
  }
  const kill = async () => {
    signalGroup(pid, 'SIGKILL')
    await ended.promise
  }
  const stop = async (graceMs = 3000) => {
    signalGroup(pid, 'SIGTERM')
    const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs)
    await ended.promise
    clearTimeout(timer)
    // Whoever it started and left behind goes too.
    signalGroup(pid, 'SIGKILL')
  }
  const third = child.stdio[3]
  const extra = third instanceof Readable ? third : null
  return { pid, exited: ended.promise, stop, kill, extra }
}

/** `false` when nothing was there to hear it. */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch {
    return false
  }
}
