import type { Context } from '../context.ts'

import { checksStopped } from '#core/health.ts'

import { VERSION } from '../config.ts'
import { readLanes } from './read-lanes.ts'

type BrowserHealth = 'answering' | 'silent' | 'bound' | 'none'

export type Health = {
  ok: boolean
  version: string
  /** Hosts with watches; those whose checks have stopped; those left alone because the host asked for it. */
  lanes: { total: number; stopped: number; resting: number }
  outbox: { depth: number; oldestOwedAt: number | null } | null
  browser: BrowserHealth
  lastCheckAt: number | null
}

const PATIENCE_MS = 2000

/** `ok` is false when a host's checks have stopped, or the outbox does not answer. */
export async function readHealth(context: Context): Promise<Health> {
  const [lanes, outbox, browser] = await Promise.all([
    readLanes(context),
    context.env.OUTBOX.getByName('outbox')
      .report()
      .catch(() => null),
    askBrowser(context),
  ])
  const now = context.now()
  const busy = lanes.filter((lane) => lane.wanted > 0)
  const stopped = busy.filter(({ report }) => report === null || checksStopped(report, now)).length
  const resting = busy.filter(({ report }) => (report?.restingUntil ?? 0) > now).length
  const last = busy.map(({ report }) => report?.lastCheckAt ?? 0)
  return {
    ok: stopped === 0 && outbox !== null,
    version: VERSION,
    lanes: { total: busy.length, stopped, resting },
    outbox: outbox === null ? null : { depth: outbox.depth, oldestOwedAt: outbox.oldestOwedAt },
    browser,
    lastCheckAt: Math.max(0, ...last) || null,
  }
}

/** Self-hosted, the browser is a process that can be asked; on Cloudflare asking would open a paid session. */
async function askBrowser({ env }: Context): Promise<BrowserHealth> {
  if (env.BROWSER === undefined) return 'none'
  if (env.PRIVATE === undefined) return 'bound'
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const answer = await env.BROWSER.fetch('http://localhost/json/version', { signal })
    await answer.body?.cancel()
    return answer.ok ? 'answering' : 'silent'
  } catch {
    return 'silent'
  }
}
