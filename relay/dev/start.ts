import { reportFailure } from './problem.ts'
import { Vigie } from './run-vigie.ts'
import { readSettings } from './settings.ts'
import { words } from './words.ts'

const PARENT_MS = 1000

async function main(): Promise<void> {
  const vigie = new Vigie(readSettings(process.env))
  let asked = 0
  const stop = async () => {
    asked += 1
    if (asked > 2) return
    if (asked === 1) console.log(words.stopping)
    await (asked === 1 ? vigie.stop() : vigie.kill())
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
  watchParent(() => void stop())
  try {
    await vigie.start()
  } catch (error) {
    // Asked to stop while starting: what failed then failed because of it.
    if (asked > 0) return
    reportFailure(error)
    await vigie.stop()
    process.exit()
  }
}

/** `npm start` that dies without a word takes us along: nobody could end us from its terminal any more. */
function watchParent(stop: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    stop()
  }, PARENT_MS)
  timer.unref()
}

try {
  await main()
} catch (error) {
  reportFailure(error)
}
