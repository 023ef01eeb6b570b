import { readdir, readFile } from 'node:fs/promises'

/**
 * Ends every process that carries `name=value` in its environment. For programs that start others in a process
 * group of their own and forget them, as `wrangler dev` does with its browser. Linux only: elsewhere nothing is done.
 */
export async function reap(name: string, value: string): Promise<void> {
  if (process.platform !== 'linux') return
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) continue
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
    if (!environment.split('\0').includes(`${name}=${value}`)) continue
    try {
      process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It ended by itself in between.
      continue
    }
  }
}
