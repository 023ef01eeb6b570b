import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

import { ROOT } from './paths.ts'
import { Problem } from './problem.ts'

const manifest = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) })

export type ToolResult = { code: number | null; output: string }

/**
 * Runs the command of an installed package on this Node, its output shown as it comes and kept.
 * Throws a `Problem` unless it ends well, or `allowFailure` is set.
 */
export async function runTool(
  name: string,
  args: readonly string[],
  options: { allowFailure?: boolean; quiet?: boolean; env?: Record<string, string> } = {},
): Promise<ToolResult> {
  const child = spawn(process.execPath, [await toolScript(name), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...options.env },
    stdio: ['inherit', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
    if (!options.quiet) process.stdout.write(chunk)
  })
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString()
    if (!options.quiet) process.stderr.write(chunk)
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0 && !options.allowFailure) {
    throw new Problem(...(options.quiet ? [output.trim()] : []), `${name} ${args[0] ?? ''}: code ${code}`)
  }
  return { code, output }
}

/** The script behind `node_modules/.bin/<name>`, for spawn without a shell on every system. */
export async function toolScript(name: string): Promise<string> {
  const folder = join(ROOT, 'node_modules', name)
  const { bin } = manifest.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')))
  const script = typeof bin === 'string' ? bin : bin[name]
  if (script !== undefined) return join(folder, script)
  throw new Error(`${name} has no command of its name`)
}
