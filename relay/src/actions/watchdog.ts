import type { Context } from '../context.ts'

import { listWatches } from '../store/watches.ts'
import { judgeRules } from './judge-rules.ts'
import { keepMetrics } from './keep-metrics.ts'
import { forgetNetworks } from './network-name.ts'
import { planLanes } from './plan-lane.ts'
import { pruneOld } from './prune-old.ts'
import { liveLooks } from './read-status.ts'
import { recordTime } from './record-check.ts'
import { tell } from './tell.ts'

/**
 * Once a minute: re-arms lanes and the outbox, notices blindness that no check reports, forgets what is old, judges the
 * operator's rules.
 * Each part stands alone: one that fails is told and does not keep the others from their work.
 */
export async function runWatchdog(context: Context): Promise<void> {
  const parts = [
    planLanes(context),
    noticeTime(context),
    context.env.OUTBOX.getByName('outbox').wake(),
    context.env.BOT.getByName('bot').wake(),
    keepMetrics(context),
    pruneOld(context),
    forgetNetworks(context),
  ]
  const done = await Promise.allSettled(parts)
  // After blindness was noticed: its own alert comes before a rule about it.
  const [rules] = await Promise.allSettled([judgeRules(context, 'minute')])
  for (const part of [...done, rules]) {
    if (part.status === 'rejected') {
      await tell(context, { level: 'error', message: `Chien de garde : ${String(part.reason)}` })
    }
  }
}

async function noticeTime(context: Context): Promise<void> {
  const watches = (await listWatches(context.env.DB)).filter(({ pausedAt }) => pausedAt === undefined)
  const live = await liveLooks(context, watches)
  for (const watch of watches) await recordTime(context, watch, live.get(watch.id))
}
