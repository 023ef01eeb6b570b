import type { Facts, Source } from '#core/rules-facts.ts'
import type { Rule } from '#core/rules.ts'
import type { Counter } from '#core/status.ts'
import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'
import type { LaneNews } from './read-lanes.ts'

import { checksStopped } from '#core/health.ts'
import { sourcesOf } from '#core/rules-facts.ts'
import { factsOfWatch } from '#core/rules-watch.ts'
import { newState } from '#core/new-state.ts'

import { readWaits } from '../store/alert-waits.ts'
import { blindTotals } from '../store/blindness.ts'
import { readStates } from '../store/states.ts'
import { listWatches } from '../store/watches.ts'
import { readLanes } from './read-lanes.ts'
import { ofLanes, ofOutbox } from './read-metrics.ts'

/**
 * The room of the database: Cloudflare's limit of one D1. Where Vigie runs by itself there is no such limit, and the
 * Worker cannot see how full the disk is; a database of that size is a fault there all the same.
 */
const STORAGE_BYTES = 10_000_000_000

/** All that these rules look at, as it stands now; nobody is asked for what none of them needs. */
export async function readFacts(context: Context, rules: readonly Pick<Rule, 'expr'>[]): Promise<Facts> {
  const needed = new Set<Source>(rules.flatMap(({ expr }) => [...sourcesOf(expr)]))
  const at = context.now()
  // Watches always: messages name them, and their own alerts may silence a rule.
  const { watches, samples } = await ofWatches(context, { at, totals: needed.has('watches') })
  const parts: { samples: Counter[]; failed: Source[] }[] = await Promise.all([
    needed.has('lanes') || needed.has('store') ? askLanes(context, at) : NOTHING,
    needed.has('outbox') ? askOutbox(context, at) : NOTHING,
    needed.has('store') ? askStore(context, at) : NOTHING,
  ])
  return {
    at,
    watches,
    samples: [...samples, ...parts.flatMap((part) => part.samples)],
    failed: parts.flatMap(({ failed }) => failed),
  }
}

const NOTHING: { samples: Counter[]; failed: Source[] } = { samples: [], failed: [] }

async function ofWatches(context: Context, { at, totals }: { at: number; totals: boolean }) {
  const { DB } = context.env
  const [all, states, blind] = await Promise.all([
    listWatches(DB),
    readStates(DB),
    totals ? blindTotals(DB, at) : new Map<string, number>(),
  ])
  // Rules judge what is looked at.
  const watches = all.filter(({ pausedAt }) => pausedAt === undefined)
  const stateOf = ({ id }: Watch) => states.get(id) ?? newState(id)
  const each = watches.map((watch) => factsOfWatch(watch, stateOf(watch), at))
  const samples = each.flatMap((one) => one.samples)
  const byState = (['available', 'none', 'unknown'] as const).map((state) => ({
    name: 'vigie_watches',
    labels: { state },
    value: each.filter(({ fact }) => fact.state === state).length,
  }))
  const totalsOf = watches.flatMap((watch) => [
    { name: 'vigie_releases_total', labels: { watch: watch.id }, value: stateOf(watch).releases },
    {
      name: 'vigie_blindness_seconds',
      labels: { watch: watch.id },
      value: (blind.get(watch.id) ?? 0) / 1000,
    },
  ])
  return {
    watches: each.map(({ fact }) => fact),
    samples: totals ? [...samples, ...byState, ...totalsOf] : samples,
  }
}

async function askLanes(context: Context, at: number): Promise<typeof NOTHING> {
  const lanes = await readLanes(context)
  const busy = lanes.filter(({ wanted }) => wanted > 0)
  const isWhole = busy.every(({ report }) => report !== null)
  const each = busy.flatMap((lane) => ofHost(lane, { at, most: context.config.hostDailyCalls }))
  return { samples: [...ofLanes(lanes, at), ...each], failed: isWhole ? [] : ['lanes'] }
}

/** A lane that does not answer has stopped, whatever it does. */
function ofHost({ host, report }: LaneNews, { at, most }: { at: number; most: number }): Counter[] {
  const stopped = report === null || checksStopped(report, at)
  return [
    { name: 'vigie_host_stopped', labels: { host }, value: stopped ? 1 : 0 },
    ...(report === null
      ? []
      : [{ name: 'vigie_host_budget_ratio', labels: { host }, value: report.callsToday / most }]),
  ]
}

async function askOutbox(context: Context, at: number): Promise<typeof NOTHING> {
  try {
    const report = await context.env.OUTBOX.getByName('outbox').report()
    return { samples: ofOutbox(report, at), failed: [] }
  } catch {
    return { samples: [], failed: ['outbox'] }
  }
}

async function askStore(context: Context, at: number): Promise<typeof NOTHING> {
  const { overdueSince, retryingSince, bytes } = await readWaits(context.env.DB, at)
  const store = { store: 'd1' }
  const size =
    bytes === null
      ? []
      : [
          { name: 'vigie_storage_bytes', labels: store, value: bytes },
          { name: 'vigie_storage_ratio', labels: store, value: bytes / STORAGE_BYTES },
        ]
  const waiting = (name: string, list: typeof overdueSince) =>
    list.map(({ channel, since }) => ({
      name,
      labels: { channel },
      value: Math.max(0, at - since) / 1000,
    }))
  return {
    samples: [
      ...waiting('vigie_outbox_overdue_seconds', overdueSince),
      ...waiting('vigie_outbox_retrying_seconds', retryingSince),
      ...size,
    ],
    failed: [],
  }
}
