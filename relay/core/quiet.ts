import type { QuietHours, Subscriber } from './subscriber.ts'

/** What somebody asked for about their rest. `always`: watches that ring all the same. */
export type Peace = Pick<Subscriber, 'quiet' | 'timeZone' | 'always'>

const MINUTE = 60_000
const DAY_MINUTES = 24 * 60
/** Clocks are put forward and back by multiples of this. */
const STRIDE = 15

const formats = new Map<string, Intl.DateTimeFormat>()

/** Whether alerts about this watch must keep still at `at` (epoch ms). Without a watch: about anything. */
export function isQuiet(peace: Peace, at: number, watchId?: string): boolean {
  if (peace.quiet === null || (watchId !== undefined && peace.always.includes(watchId))) return false
  return isWithin(peace.quiet, minuteOfDay(peace.timeZone, at))
}

/**
 * The first time from `at` on at which this watch may ring, epoch ms: `at` itself outside of quiet hours. Follows the
 * clock on the wall, so that a night in which clocks change is an hour shorter or longer.
 */
export function ringableFrom(peace: Peace, at: number, watchId?: string): number {
  if (!isQuiet(peace, at, watchId)) return at
  let time = Math.floor(at / MINUTE) * MINUTE
  const last = time + 2 * DAY_MINUTES * MINUTE
  while (time < last && isQuiet(peace, time + STRIDE * MINUTE, watchId)) time += STRIDE * MINUTE
  do time += MINUTE
  while (time < last && isQuiet(peace, time, watchId))
  return time
}

/** Minutes since midnight of `HH:MM`; `null` when it is none. */
export function parseTimeOfDay(text: string): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text)
  return match === null ? null : Number(match[1]) * 60 + Number(match[2])
}

/** Whether this is a time zone that clocks are known of. */
export function isTimeZone(name: string): boolean {
  return formatOf(name) !== null
}

function isWithin({ from, to }: QuietHours, minute: number): boolean {
  const [begin, end] = [parseTimeOfDay(from), parseTimeOfDay(to)]
  if (begin === null || end === null || begin === end) return false
  return begin < end ? minute >= begin && minute < end : minute >= begin || minute < end
}

/** What the clock on the wall says, in minutes since midnight. */
function minuteOfDay(timeZone: string, at: number): number {
  const format = formatOf(timeZone) ?? formatOf('UTC')
  return parseTimeOfDay(format?.format(at) ?? '') ?? 0
}

/** Making a format costs more than using it a thousand times. */
function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  const kept = formats.get(timeZone)
  if (kept !== undefined) return kept
  try {
    const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
    const format = new Intl.DateTimeFormat('en-GB', { timeZone, ...options })
    if (formats.size < 600) formats.set(timeZone, format)
    return format
  } catch {
    return null
  }
}
