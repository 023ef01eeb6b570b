import type { Context } from '../context.ts'
import type { Env } from '../env.ts'

import { makeContext } from '../context.ts'
import { refreshConfig } from '../live-config.ts'
import { migrate } from '../store/migrate.ts'
import { settleEnvironmentChat } from '../store/subscriber-upkeep.ts'
import { seedDemo } from './seed-demo.ts'
import { seedRules } from './seed-rules.ts'

let done = false

/**
 * What every entry point awaits first: the schema is there, the demo office is watched, the chat of the environment is a
 * subscriber, the settings are read.
 * Done once in an isolate. The first callers may do it side by side, since every step is idempotent: a promise
 * shared between requests would die with the request that began it.
 */
export async function prepare(env: Env): Promise<Context> {
  const context = makeContext(env)
  if (done) {
    await refreshConfig(env, context.now())
    return context
  }
  await migrate(env.DB)
  await refreshConfig(env, context.now())
  await env.DB.batch(
    settleEnvironmentChat(env.DB, { chatId: context.config.telegram?.chatId ?? null, at: context.now() }),
  )
  await seedDemo(context)
  // The watchdog wakes it too: what keeps the bot from listening keeps nobody from looking.
  if (context.config.telegram !== null)
    await env.BOT.getByName('bot')
      .wake()
      .catch(() => undefined)
  await seedRules(context)
  done = true
  return context
}
