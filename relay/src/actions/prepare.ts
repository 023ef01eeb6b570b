import type { Context } from '../context.ts'
import type { Env } from '../env.ts'

import { makeContext } from '../context.ts'
import { migrate } from '../store/migrate.ts'
import { seedDemo } from './seed-demo.ts'

let ready: Promise<Context> | null = null

/**
 * What every entry point awaits first: the schema is there, the demo office is watched, the settings are read.
 * Done once in an isolate; after a failure the next caller tries again.
 */
export function prepare(env: Env): Promise<Context> {
  ready ??= begin(env).catch((error: unknown) => {
    ready = null
    throw error
  })
  return ready
}

async function begin(env: Env): Promise<Context> {
  const context = makeContext(env)
  await migrate(env.DB)
  await seedDemo(context)
  return context
}
