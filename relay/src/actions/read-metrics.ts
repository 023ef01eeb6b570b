import type { Counter } from '#core/status.ts'
import type { Context } from '../context.ts'
import type { OutboxReport } from '../rooms.ts'
import type { LaneNews } from './read-lanes.ts'
import type { WatchWithStatus } from './read-watches.ts'

import { VERSION } from '../config.ts'
import { blindTotals } from '../store/blindness.ts'
import { countReporters } from '../store/devices.ts'
import { readOutcomeCounts } from '../store/reports.ts'
import { readLanes } from './read-lanes.ts'
import { readWatches } from './read-watches.ts'

/** Everything that is measured, as samples; `core/metrics.ts` writes them down. */
export async function readMetrics(context: Context): Promise<Counter[]> {
  const now = context.now()
  const { DB } = context.env
  const [watches, lanes, outbox, blind, reporters, outcomes] = await Promise.all([
    readWatches(context),
    readLanes(context),
    context.env.OUTBOX.getByName('outbox').report(),
    blindTotals(DB, now),
    countReporters(DB),
    readOutcomeCounts(DB),
  ])
  return [
    gauge('vigie_build_info', 1, { version: VERSION }),
    ...ofWatches(watches, blind),
    ...ofLanes(lanes, now),
    ...ofOutbox(outbox, now),
    ...(['active', 'muted', 'revoked'] as const).map((state) =>
      gauge('vigie_reporters', reporters.get(state) ?? 0, { state }),
    ),
    ...outcomes.map(({ outcome, count }) => ({
      name: 'vigie_reports_total',
      labels: { outcome },
      value: count,
    })),
  ]
}

function ofWatches(watches: readonly WatchWithStatus[], blind: ReadonlyMap<string, number>): Counter[] {
  const states = (['available', 'none', 'unknown'] as const).map((state) =>
    gauge('vigie_watches', watches.filter((watch) => watch.status.verdict.state === state).length, { state }),
  )
  const each = watches.flatMap(({ id, status }) => [
    { name: 'vigie_releases_total', labels: { watch: id }, value: status.releases },
    gauge('vigie_blindness_seconds', (blind.get(id) ?? 0) / 1000, { watch: id }),
  ])
  return [...states, ...each]
}

export function ofLanes(lanes: readonly LaneNews[], now: number): Counter[] {
  const busy = lanes.filter((lane) => lane.wanted > 0)
  const reports = lanes.flatMap(({ report }) => (report === null ? [] : [report]))
  const silent = busy.filter(({ report }) => report === null).length
  const resting = busy.filter(({ report }) => (report?.restingUntil ?? 0) > now).length
  const waiting = reports.map(({ oldestDueAt }) => (oldestDueAt === null ? 0 : now - oldestDueAt))
  return [
    gauge('vigie_lanes', busy.length - silent - resting, { state: 'running' }),
    gauge('vigie_lanes', resting, { state: 'resting' }),
    gauge('vigie_lanes', silent, { state: 'silent' }),
    gauge('vigie_lane_waiting_seconds', Math.max(0, ...waiting) / 1000),
    gauge(
      'vigie_host_calls_today',
      reports.reduce((sum, report) => sum + report.callsToday, 0),
    ),
    ...reports.flatMap((report) => report.counters),
  ]
}

export function ofOutbox({ depth, oldestOwedAt, counters }: OutboxReport, now: number): Counter[] {
  const age = oldestOwedAt === null ? 0 : Math.max(0, now - oldestOwedAt) / 1000
  return [gauge('vigie_outbox_depth', depth), gauge('vigie_outbox_oldest_seconds', age), ...counters]
}

function gauge(name: string, value: number, labels: Record<string, string> = {}): Counter {
  return { name, labels, value }
}
