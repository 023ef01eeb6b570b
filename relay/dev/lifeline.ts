import type { ChildProcess } from 'node:child_process'

import { spawn } from 'node:child_process'

/**
 * Ends our processes when we die without a word (`kill -9`): a shell that waits for the end of its input,
 * of which we hold the other side. Each line it reads is the whole list of process groups to end.
 */
const SCRIPT = `groups=
while read -r line; do groups=$line; done
test -n "$groups" || exit 0
for signal in TERM KILL; do
  for group in $groups; do kill -s $signal -- "-$group" 2>/dev/null; done
  test $signal = KILL || sleep 2
done`

const groups = new Set<number>()
let shell: ChildProcess | null = null

/** `pid` leads its own process group. Windows has no such shell: there the next start tidies up. */
export function holdLifeline(pid: number): void {
  if (process.platform === 'win32') return
  groups.add(pid)
  shell ??= startShell()
  send()
}

export function releaseLifeline(pid: number): void {
  if (groups.delete(pid)) send()
}

function startShell(): ChildProcess {
  const child = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  child.unref()
  const input = child.stdin
  if (input !== null && 'unref' in input && typeof input.unref === 'function') input.unref()
  input?.on('error', () => {})
  return child
}

function send(): void {
  shell?.stdin?.write(`${[...groups].join(' ')}\n`)
}
