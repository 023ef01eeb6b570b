import type { Dashboard } from '#relay/client.ts'
import type { SpanName, Window } from '#core/dashboard.ts'

import { SPANS, windowOf } from '#core/dashboard.ts'
import { PRICE_SOURCES, billOf } from '#core/prices.ts'

const MINUTE = 60_000
const DAY = 86_400_000
/** Where in the span seats were open. */
const OPEN = [0.4, 0.41, 0.8]

type Series = Dashboard['series']

/** A relay in its third week: a morning of fog on one site, three openings, a night in which it was off. */
export function dashboardOf(span: SpanName = 'day'): Dashboard {
  const at = Date.now()
  const window = windowOf(span, at)
  const series = Array.from({ length: window.steps }, (_, index) => stepOf(window, index))
  return {
    at,
    span,
    ...window,
    series,
    reasons: [
      { reason: 'queue', count: 217 },
      { reason: 'rate-limited', count: 42 },
      { reason: 'not-settled', count: 7 },
    ],
    hosts: [
      hostOf('billetterie.psg.example', series, { blindPart: 0.13, watches: 4, at }),
      hostOf('nouveau.example:8443', series, { blindPart: 0, watches: 1, at }),
      hostOf('un-nom-de-site-vraiment-tres-long-qui-ne-finit-pas.billetterie.exemple.fr', series, {
        blindPart: 0,
        watches: 2,
        at,
      }),
    ],
    deliveries: deliveriesOf(window),
    outbox: { owed: 0, oldestOwedAt: null },
    ...moneyOf(at),
    visits: {
      days: Array.from({ length: 30 }, (_, index) => ({
        day: dayOf(at - (29 - index) * DAY),
        visitors: Math.round(40 + 30 * Math.sin(index)),
        clicks: index % 5,
      })),
      visitors: 18_204,
      clicks: 940,
    },
  }
}

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
const isOpen = (index: number, steps: number) => OPEN.some((part) => Math.floor(part * steps) === index)

function stepOf({ from, step, steps }: Window, index: number): Series[number] {
  const part = index / steps
  const isAsleep = part > 0.2 && part < 0.27
  const usual = isAsleep ? 0 : Math.round((step / MINUTE) * (2.4 + Math.sin(index / 5)))
  const stray = index % 9 === 0 ? Math.min(usual, 1) : 0
  const unknown = part > 0.55 && part < 0.68 ? Math.round(usual * 0.7) : stray
  const available = isOpen(index, steps) ? Math.round(usual * 0.5) : 0
  return {
    at: from + index * step,
    available,
    none: Math.max(0, usual - unknown - available),
    unknown,
    drawn: Math.round(usual * 0.3),
    pageMs: usual * 900,
    awake: isAsleep ? 0 : step / MINUTE,
    owed: isOpen(index, steps) ? 14 : 0,
    oldestMs: isOpen(index, steps) ? 2400 : 0,
    reports: index % 12 === 0 ? 1 : 0,
  }
}

type Sight = { blindPart: number; watches: number; at: number }

function hostOf(host: string, series: Series, { blindPart, watches, at }: Sight): Dashboard['hosts'][number] {
  const [first, second] = series
  const whole = series.length * ((second?.at ?? 0) - (first?.at ?? 0)) * watches
  const isBlind = blindPart > 0
  return {
    host,
    watches,
    blind: isBlind ? 1 : 0,
    paused: 0,
    blindMs: Math.round(blindPart * whole),
    watchedMs: whole,
    reasons: isBlind
      ? [
          { reason: 'queue', ms: Math.round(blindPart * whole) },
          { reason: 'rate-limited', ms: 4 * MINUTE },
        ]
      : [],
    steps: series.map(({ unknown, none }, index) => {
      // One of them was added half-way.
      if (watches === 1 && index < series.length / 2) return null
      return isBlind ? Math.round((unknown / Math.max(1, unknown + none)) * 1000) / 1000 : 0
    }),
    looks: 1240,
    callsToday: 3120,
    restingUntil: isBlind ? at + 9 * MINUTE : null,
  }
}

function delivery(count: number, medianMs: number, p95Ms: number) {
  return { count, medianMs, p95Ms, slowestMs: Math.round(p95Ms * 1.6) }
}

function deliveriesOf({ from, step, steps }: Window): Dashboard['deliveries'] {
  const stepAt = (part: number) => ({ at: from + Math.floor(part * steps) * step })
  return {
    all: delivery(46, 620, 4300),
    channels: [
      { channel: 'telegram', ...delivery(30, 480, 1900) },
      { channel: 'web-push', ...delivery(12, 350, 820) },
      { channel: 'email', ...delivery(4, 3800, 61_000) },
    ],
    steps: OPEN.map((part, index) =>
      Object.assign(stepAt(part), delivery(12 + index, 500 + 300 * index, 1800 * (index + 1) ** 3)),
    ),
  }
}

function moneyOf(at: number): Pick<Dashboard, 'browser' | 'bill'> {
  const now = new Date(at)
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()]
  const [from, to] = [Date.UTC(year, month), Date.UTC(year, month + 1)]
  const use = { looks: 120_000, activeMs: 12 * DAY, browserMinutes: 18_300, ranMs: 30 * DAY, hosts: 3 }
  const lines = billOf(use).map((line) => Object.assign(line, { source: PRICE_SOURCES[line.thing] }))
  const days = Array.from({ length: Math.floor((at - from) / DAY) + 1 }, (_, index) => ({
    day: dayOf(from + index * DAY),
    minutes: 610,
  }))
  return {
    browser: {
      home: 'own',
      month: { from, to },
      usedMinutes: days.length * 610,
      forecastMinutes: 18_300,
      days,
      capMinutes: 18_000,
      capAt: to - DAY,
      usedUp: false,
    },
    bill: { lines, total: 31.55, browserSoFar: 17.46, browserAtCap: 26.1, readOn: '2026-11-20' },
  }
}

/** A relay in its first minute. */
export function emptyDashboard(): Dashboard {
  const full = dashboardOf('hour')
  const nothing = { available: 0, none: 0, unknown: 0, drawn: 0, pageMs: 0, awake: 0 }
  const browser = { home: 'none' as const, usedMinutes: 0, forecastMinutes: null, days: [] }
  return {
    ...full,
    series: Array.from({ length: SPANS.hour.steps }, (_, index) =>
      Object.assign({ at: full.from + index * MINUTE, owed: 0, oldestMs: 0, reports: 0 }, nothing),
    ),
    reasons: [],
    hosts: [],
    deliveries: { all: null, channels: [], steps: [] },
    browser: { ...full.browser, ...browser, capMinutes: null, capAt: null },
    visits: { days: [], visitors: 0, clicks: 0 },
  }
}
