import type { Env } from './env.ts'

import { prepare } from './actions/prepare.ts'
import { runWatchdog } from './actions/watchdog.ts'
import { app } from './app.ts'

export { Bot } from './bot/bot.ts'
export { Feed } from './feed/feed.ts'
export { Lane } from './lane/lane.ts'
export { Outbox } from './outbox/outbox.ts'

export default {
  fetch: (request, env, execution) => app.fetch(request, env, execution),
  scheduled: async (_event, env) => await runWatchdog(await prepare(env)),
} satisfies ExportedHandler<Env>
