import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * A text that tells this process from any other that ever had its number: when it started, and on Linux at
 * which boot. `null` when there is no such process. Sources: proc(5), field 22 of /proc/<pid>/stat; ps(1).
 */
export async function processMark(pid: number): Promise<string | null> {
  if (process.platform === 'linux') return linuxMark(pid)
  if (process.platform === 'win32') return isAlive(pid) ? 'alive' : null
  try {
    const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)])
    return stdout.trim() || null
  } catch {
    return null
  }
}

async function linuxMark(pid: number): Promise<string | null> {
  try {
    const [boot, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ])
    // The name in brackets may hold spaces: count from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, started] = [fields[0], fields[19]]
    return state === 'Z' || started === undefined ? null : `${boot.trim()}:${started}`
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
