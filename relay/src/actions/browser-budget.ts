import type { Context } from '../context.ts'
import type { BrowserRoom, RenderedLook } from '../kinds/kind.ts'
import type { Pace } from '#core/browser-time.ts'
import type { HostMinute } from '#core/minute.ts'
import type { Observation } from '#core/observation.ts'

import { SESSION_KEEP_MS, browserMinutes, monthOf } from '#core/browser-time.ts'
import { HOUR_MS, MINUTE_MS, hourOf, minuteOf } from '#core/minute.ts'

import { FOLDED_UNTIL, browserHours, countedFrom, drawnMinutes } from '../store/metrics.ts'
import { getSetting } from '../store/settings.ts'
import { MINUTES_KEPT_MS } from './keep-metrics.ts'
import { tell } from './tell.ts'

const DAY_MS = 24 * HOUR_MS

export type BrowserUse = {
  /** Minutes of browser in this calendar month (UTC), the time that is paid for already included. */
  usedMinutes: number
  pace: Pace
  /** Those of each day of the month, `2026-11-20`. */
  days: { day: string; minutes: number }[]
}

/** What the browser was used for. `unwritten` are minutes that D1 does not know of yet. */
export async function readBrowserUse(
  context: Context,
  unwritten: readonly HostMinute[] = [],
): Promise<BrowserUse> {
  const { DB } = context.env
  const now = context.now()
  const month = monthOf(now)
  const since = Math.min(month.from, hourOf(now - DAY_MS))
  const [folded, first] = await Promise.all([getSetting(DB, FOLDED_UNTIL), countedFrom(DB)])
  const open = Math.max(since, Number(folded ?? 0), hourOf(now - MINUTES_KEPT_MS))
  const [hours, recent] = await Promise.all([
    browserHours(DB, since),
    drawnMinutes(DB, open - SESSION_KEEP_MS),
  ])
  const drawn = [...recent, ...unwritten.map(({ at, minute: { pageMs } }) => ({ at, pageMs }))]
  const all = hours.filter(({ at }) => at < open)
  // What is kept now is paid for until it ends.
  const end = minuteOf(now) + SESSION_KEEP_MS + MINUTE_MS
  for (let at = open; at < end; at += HOUR_MS)
    all.push({ at, minutes: browserMinutes(drawn, { from: at, to: Math.min(at + HOUR_MS, end) }) })
  const dayAgo = hourOf(now - DAY_MS) + HOUR_MS
  const pace = {
    minutes: sum(all.filter(({ at }) => at >= dayAgo)),
    overMs: first === null ? 0 : Math.max(0, now - Math.max(first, dayAgo)),
  }
  const inMonth = all.filter(({ at }) => at >= month.from)
  const byDay = Map.groupBy(inMonth, ({ at }) => new Date(at).toISOString().slice(0, 10))
  return {
    usedMinutes: sum(inMonth),
    pace,
    days: [...byDay].map(([day, list]) => ({ day, minutes: sum(list) })),
  }
}

const sum = (list: readonly { minutes: number }[]) => list.reduce((total, one) => total + one.minutes, 0)

type Meter = {
  /** Minutes of this lane that D1 does not know of yet. */
  unwritten: () => readonly HostMinute[]
  /** A page of this host was held for so long. */
  countPage: (host: string, pageMs: number) => void
}

/**
 * The same room, its time counted; once the month’s hours (`BROWSER_CAP_HOURS`) are used up it answers that there is no
 * browser, and each kind goes on as it does without one: what only a browser sees is unknown, never none.
 */
export function meterBrowser(context: Context, room: BrowserRoom, meter: Meter): BrowserRoom {
  const isUsedUp = makeCap(context, () => meter.unwritten())
  return {
    look: async (request) => {
      if (await isUsedUp()) return withoutBrowser(request, context.config.browserCapHours ?? 0)
      const seen = await room.look(request)
      const { queue = 0, connect } = seen.phases
      if (connect !== undefined) meter.countPage(request.watch.host, seen.durationMs - queue)
      return seen
    },
  }
}

/** Asks before each page, and only where there is a cap. Who cannot be asked forbids nothing. */
function makeCap(context: Context, unwritten: Meter['unwritten']): () => Promise<boolean> {
  let told = ''
  return async () => {
    const { browserCapHours } = context.config
    if (browserCapHours === null) return false
    const use = await readBrowserUse(context, unwritten()).catch(() => null)
    if (browserCapHours > 0 && (use === null || use.usedMinutes < browserCapHours * 60)) return false
    const month = new Date(context.now()).toISOString().slice(0, 7)
    if (told !== month) {
      told = month
      const hours = `${browserCapHours} h`
      const message = `Navigateur : les ${hours} de ce mois sont épuisées ; ce que lui seul voit reste inconnu`
      await tell(context, { level: 'warning', message })
    }
    return true
  }
}

function withoutBrowser({ watch, now }: RenderedLook, hours: number): Observation {
  const at = now()
  return {
    at,
    durationMs: 0,
    url: watch.url,
    finalUrl: watch.url,
    chain: [watch.url],
    status: null,
    headers: {},
    failure: { kind: 'browser', detail: `the ${hours} h of browser of this month are used up` },
    rendered: true,
    page: null,
    phases: {},
  }
}
