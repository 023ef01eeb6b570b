import type { Context } from '../context.ts'
import type { HostSight, SpanName, Step, Sum, Window } from '#core/dashboard.ts'
import type { BillLine } from '#core/prices.ts'
import type { Reason } from '#core/verdict.ts'
import type { Deliveries } from '../store/dashboard.ts'
import type { LaneNews } from './read-lanes.ts'

import { capAt, forecastMinutes, monthOf } from '#core/browser-time.ts'
import { addSums, sightOfHosts, stepsOf, windowOf } from '#core/dashboard.ts'
import { sortReasons } from '#core/minute.ts'
import { PRICES_READ_ON, PRICE_SOURCES, billOf, browserCost } from '#core/prices.ts'

import { outboxDepth } from '../store/alerts.ts'
import { blindSpans } from '../store/blindness.ts'
import {
  countedSince,
  deliveriesWithin,
  looksByHost,
  looksBySteps,
  reasonsWithin,
  relayBySteps,
  reportsBySteps,
  visitsByDay,
} from '../store/dashboard.ts'
import { FOLDED_UNTIL } from '../store/metrics.ts'
import { getSetting } from '../store/settings.ts'
import { listWatches } from '../store/watches.ts'
import { readAnalytics } from './analytics.ts'
import { readBrowserUse } from './browser-budget.ts'
import { readLanes } from './read-lanes.ts'

const DAY_MS = 86_400_000
const VISIT_DAYS = 30

/** One host: how blind Vigie was there, what was looked at, and whether it is left alone now. */
type DashboardHost = HostSight & { looks: number; callsToday: number; restingUntil: number | null }

/** `own`: of this machine, which bills nothing. */
type BrowserHome = 'cloudflare' | 'own' | 'none'

type DashboardBrowser = {
  home: BrowserHome
  month: { from: number; to: number }
  usedMinutes: number
  /** At the end of the month, at the pace of the last day; `null` when too little is known. */
  forecastMinutes: number | null
  days: { day: string; minutes: number }[]
  capMinutes: number | null
  /** When it is reached at that pace; `null` when not in this month. */
  capAt: number | null
  usedUp: boolean
}

type DashboardBill = {
  /** Of the whole month at the pace of the last day. */
  lines: (BillLine & { source: string })[]
  total: number
  browserSoFar: number
  browserAtCap: number | null
  readOn: string
}

export type Dashboard = Window & {
  at: number
  span: SpanName
  series: Step[]
  reasons: { reason: Reason; count: number }[]
  hosts: DashboardHost[]
  deliveries: Deliveries
  outbox: { owed: number; oldestOwedAt: number | null }
  browser: DashboardBrowser
  bill: DashboardBill
  visits: { days: { day: string; visitors: number; clicks: number }[]; visitors: number; clicks: number }
}

/** All that the operator's dashboard draws, over one span. */
export async function readDashboard(context: Context, span: SpanName): Promise<Dashboard> {
  const { DB } = context.env
  const at = context.now()
  const window = windowOf(span, at)
  const folded = Number((await getSetting(DB, FOLDED_UNTIL)) ?? 0)
  const lanes = await readLanes(context)
  const [counted, deliveries, outbox, money, visits] = await Promise.all([
    readCounted(context, { span, window, lanes, folded }),
    deliveriesWithin(DB, window),
    outboxDepth(DB),
    readMoney(context, lanes, folded),
    readVisitDays(context),
  ])
  return {
    at,
    span,
    ...window,
    ...counted,
    series: withNow(counted.series, { at, ...outbox }),
    deliveries,
    outbox: { owed: outbox.depth, oldestOwedAt: outbox.oldestOwedAt },
    ...money,
    visits,
  }
}

/** The newest step holds what waits at this moment, too. */
function withNow(
  series: readonly Step[],
  { at, depth, oldestOwedAt }: { at: number; depth: number; oldestOwedAt: number | null },
): Step[] {
  const last = series.at(-1)
  if (last === undefined) return []
  const oldestMs = Math.max(last.oldestMs, oldestOwedAt === null ? 0 : at - oldestOwedAt)
  return [...series.slice(0, -1), { ...last, owed: Math.max(last.owed, depth), oldestMs }]
}

type Scene = { span: SpanName; window: Window; lanes: readonly LaneNews[]; folded: number }

async function readCounted(
  context: Context,
  { span, window, lanes, folded }: Scene,
): Promise<Pick<Dashboard, 'series' | 'reasons' | 'hosts'>> {
  const { DB } = context.env
  const now = context.now()
  const inMinutes = span === 'hour' || span === 'day'
  const extent = { ...window, folded: inMinutes ? window.from : folded }
  const [looks, byHost, reasons, relay, reports, watches, spans] = await Promise.all([
    looksBySteps(DB, extent),
    looksByHost(DB, extent),
    reasonsWithin(DB, extent),
    relayBySteps(DB, extent),
    reportsBySteps(DB, window),
    listWatches(DB),
    blindSpans(DB, window.from, now),
  ])
  const unwritten = lanes.flatMap(({ report }) => report?.minutes ?? []).filter(({ at }) => at >= window.from)
  const fresh = unwritten.flatMap(({ minute }) =>
    Object.entries(minute.reasons).map(([reason, count]) => ({ reason, count })),
  )
  const sights = sightOfHosts(watches, spans, { window, now })
  return {
    series: stepsOf(window, { looks, relay, reports, unwritten }),
    reasons: sortReasons(addUp([...reasons, ...fresh])),
    hosts: sights.map((sight) => hostOf(sight, { lanes, byHost, unwritten, now })),
  }
}

function addUp(counts: readonly { reason: string; count: number }[]) {
  const groups = Map.groupBy(counts, ({ reason }) => reason)
  return [...groups].map(([reason, list]) => ({
    reason,
    count: list.reduce((total, one) => total + one.count, 0),
  }))
}

type HostParts = {
  lanes: readonly LaneNews[]
  byHost: readonly (Sum & { host: string })[]
  unwritten: NonNullable<LaneNews['report']>['minutes']
  now: number
}

function hostOf(sight: HostSight, { lanes, byHost, unwritten, now }: HostParts): DashboardHost {
  const { host } = sight
  const report = lanes.find((lane) => lane.host === host)?.report
  const sums = [
    ...byHost.filter((one) => one.host === host),
    ...unwritten.filter((one) => one.host === host).map(({ minute }) => minute),
  ]
  const { available, none, unknown } = sums.reduce<Sum>(addSums, {
    available: 0,
    none: 0,
    unknown: 0,
    drawn: 0,
    pageMs: 0,
  })
  const restingUntil = report?.restingUntil ?? null
  return {
    ...sight,
    looks: available + none + unknown,
    callsToday: report?.callsToday ?? 0,
    restingUntil: restingUntil !== null && restingUntil > now ? restingUntil : null,
  }
}

async function readMoney(
  context: Context,
  lanes: readonly LaneNews[],
  folded: number,
): Promise<Pick<Dashboard, 'browser' | 'bill'>> {
  const { DB } = context.env
  const now = context.now()
  const month = monthOf(now)
  const { usedMinutes, pace, days } = await readBrowserUse(
    context,
    lanes.flatMap(({ report }) => report?.minutes ?? []),
  )
  const [soFar, lately] = await Promise.all([
    countedSince(DB, { from: month.from, folded: Math.max(folded, month.from) }),
    countedSince(DB, { from: now - DAY_MS, folded: now - DAY_MS }),
  ])
  const { browserCapHours } = context.config
  const capMinutes = browserCapHours === null ? null : browserCapHours * 60
  const forecast = forecastMinutes(usedMinutes, { pace, now })
  const capped = Math.min(forecast ?? usedMinutes, capMinutes ?? Infinity)
  // A pace of a few minutes says nothing of a month.
  const left = forecast === null ? 0 : (month.to - now) / Math.min(pace.overMs, DAY_MS)
  const lines = billOf({
    looks: soFar.looks + lately.looks * left,
    activeMs: soFar.activeMs + lately.activeMs * left,
    browserMinutes: capped,
    ranMs: soFar.ranMs + lately.ranMs * left,
    hosts: Math.max(soFar.hosts, lately.hosts),
  }).map(withSource)
  return {
    browser: {
      home: homeOf(context),
      month,
      usedMinutes,
      forecastMinutes: forecast === null ? null : Math.round(forecast),
      days,
      capMinutes,
      capAt: capMinutes === null ? null : capAt(usedMinutes, { capMinutes, pace, now }),
      usedUp: capMinutes !== null && usedMinutes >= capMinutes,
    },
    bill: {
      lines,
      total: Math.round(lines.reduce((sum, { cost }) => sum + cost, 0) * 100) / 100,
      browserSoFar: browserCost(usedMinutes),
      browserAtCap: capMinutes === null ? null : browserCost(capMinutes),
      readOn: PRICES_READ_ON,
    },
  }
}

const withSource = (line: BillLine) => ({ ...line, source: PRICE_SOURCES[line.thing] })

/** Only on a machine of the operator's own is there a door to private addresses. */
function homeOf({ env }: Context): BrowserHome {
  if (env.BROWSER === undefined) return 'none'
  return env.PRIVATE === undefined ? 'cloudflare' : 'own'
}

async function readVisitDays(context: Context): Promise<Dashboard['visits']> {
  const first = context.now() - (VISIT_DAYS - 1) * DAY_MS
  const [days, all] = await Promise.all([
    visitsByDay(context.env.DB, new Date(first).toISOString().slice(0, 10)),
    readAnalytics(context),
  ])
  return { days, visitors: all.visiteurs_totaux, clicks: all.clics_telegram }
}
