import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

import { signalGroup } from './child.ts'
import { Problem } from './problem.ts'
import { processMark } from './process-mark.ts'
import { words } from './words.ts'

const marked = z.object({ pid: z.int().positive(), mark: z.string() })
const lockShape = z.object({ owner: marked, children: z.array(marked) })

type Lock = z.infer<typeof lockShape>

export type DataFolder = {
  /** Absolute. */
  path: string
  /** Processes of an earlier start that were still there and are ended now. */
  tidied: number
  /** Writes down which processes belong to this start, for the next one to tidy up after a crash. */
  record: (pids: readonly number[]) => Promise<void>
  release: () => Promise<void>
}

const GRACE_MS = 2000

/**
 * Makes the folder ours until `release`: one Vigie per folder, and nothing left of one that crashed.
 * Throws a `Problem` when it cannot be written to or another Vigie uses it.
 */
export async function claimDataFolder(given: string): Promise<DataFolder> {
  const path = resolve(given)
  const file = join(path, 'vigie.lock')
  const owner = { pid: process.pid, mark: (await processMark(process.pid)) ?? '' }
  const write = async (lock: Lock, flag: 'w' | 'wx') => {
    const target = flag === 'wx' ? file : `${file}.${process.pid}`
    await writeFile(target, JSON.stringify(lock), { flag })
    if (target !== file) await rename(target, file)
  }
  let tidied = 0
  try {
    await mkdir(path, { recursive: true })
    for (;;) {
      try {
        await write({ owner, children: [] }, 'wx')
        break
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error
        tidied += await tidyUp(path, file)
      }
    }
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem(words.dataUnwritable(path, codeOf(error)))
  }
  return {
    path,
    tidied,
    record: async (pids) => {
      const children = await Promise.all(
        pids.map(async (pid) => ({ pid, mark: (await processMark(pid)) ?? '' })),
      )
      await write({ owner, children }, 'w')
    },
    release: () => rm(file, { force: true }),
  }
}

/** Ends what a dead owner left behind and takes its lock away. */
async function tidyUp(path: string, file: string): Promise<number> {
  const lock = await readLock(file)
  if (lock !== null && (await isThere(lock.owner))) throw new Problem(words.dataInUse(path, lock.owner.pid))
  const left: Lock['children'] = []
  for (const child of lock?.children ?? []) if (await isThere(child)) left.push(child)
  for (const { pid } of left) signalGroup(pid, 'SIGTERM')
  const end = Date.now() + GRACE_MS
  for (const child of left) {
    while (Date.now() < end && (await isThere(child))) await sleep(50)
    if (await isThere(child)) signalGroup(child.pid, 'SIGKILL')
  }
  await rm(file, { force: true })
  return left.length
}

async function readLock(file: string): Promise<Lock | null> {
  try {
    return lockShape.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return null
  }
}

async function isThere({ pid, mark }: Lock['owner']): Promise<boolean> {
  return (await processMark(pid)) === mark
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
