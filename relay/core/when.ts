/** Days and hours as ticket pages write them in French, English, German, Spanish and Italian; wall time is Paris. */

/** `day` is `YYYY-MM-DD` in Paris; `at` is epoch ms when the words name an hour too. */
export type When = { day: string; at: number | null }

type Day = { year: number | null; month: number; day: number; from: number; end: number }

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Words without a year mean a day from two months ago to ten months ahead. */
const BACK_DAYS = 60
const TEXT_MOST = 400

const MONTHS: readonly string[] = [
  'jan(?:v(?:ier)?|uary?|uar)?|enero|ene|gen(?:naio)?',
  'fev(?:r(?:ier)?)?|feb(?:r(?:uary|uar|ero|aio))?|febbraio',
  'mars|mar(?:ch|zo)?|marz|maerz',
  'avr(?:il)?|apr(?:ile?)?|abr(?:il)?',
  'mai|mayo?|mag(?:gio)?',
  'juin|june?|juni|junio|jun|giu(?:gno)?',
  'juil(?:let)?|jul(?:y|io|i)?|lug(?:lio)?',
  'aout|aug(?:ust)?|ago(?:sto)?',
  'sept?(?:embre|ember|iembre)?|set(?:tembre)?',
  'oct(?:obre|ober|ubre)?|okt(?:ober)?|ott(?:obre)?',
  'nov(?:embre|ember|iembre)?',
  'dec(?:embre|ember)?|dez(?:ember)?|dic(?:iembre|embre)?',
]
const ANY_MONTH = MONTHS.join('|')
const EXACT_MONTHS = MONTHS.map((names) => new RegExp(`^(?:${names})$`))

const ISO = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?:t(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(z|[+-]\d{2}:?\d{2})?)?/
const NUMBERS = /(?<![\d.,/])(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2})(?!\d))?(?![\d/]| ?(?:€|eur|£))/
const DAY_MONTH = new RegExp(
  `(?<![\\d.,:])(\\d{1,2})(?:er|st|nd|rd|th|\\.)?(?: de| of)? (${ANY_MONTH})(?![a-z])\\.?,?(?: (?:de |del )?(\\d{4})(?!\\d))?`,
)
const MONTH_DAY = new RegExp(
  `(?<![a-z])(${ANY_MONTH})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?![\\d:h])(?:,? (\\d{4})(?!\\d))?`,
)
const NEAR: readonly [RegExp, number][] = [
  [/(?<![a-z])(?:aujourd'hui|ce jour|today|heute|oggi)(?![a-z])/, 0],
  [/(?<![a-z])(?:demain|tomorrow|domani)(?![a-z])/, 1],
]
const HOUR =
  /(?<![\d.,/€])(\d{1,2})(?: ?(?:h(?:eures?|rs?)?|uhr)(?![a-z]) ?([0-5]\d)?|[:.]([0-5]\d)(?!\d| ?(?:€|eur|£)))(?: ?([ap])\.?m\b)?|(?<![\d.,/])(\d{1,2}) ?([ap])\.?m\b/

/** The first day, and the hour beside it, that a text names; `null` when it names none. `now` is epoch ms. */
export function readWhen(text: string, now: number): When | null {
  const plain = fold(text.slice(0, TEXT_MOST))
  const iso = ISO.exec(plain)
  if (iso !== null) return isoWhen(iso)
  const found = firstDay(plain, now)
  if (found === null) return null
  const year = found.year ?? nearestYear(found, now)
  const day = isoDay(year, found.month, found.day)
  if (day === null) return null
  const hour = hourBeside(plain, found)
  return { day, at: hour === null ? null : parisTime(day, hour.hour, hour.minute) }
}

function isoWhen(iso: RegExpExecArray): When | null {
  const day = isoDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  if (day === null) return null
  const [hour, minute, zone] = [Number(iso[4] ?? Number.NaN), Number(iso[5] ?? 0), iso[6]]
  if (Number.isNaN(hour) || hour > 23 || minute > 59) return { day, at: null }
  if (zone === undefined) return { day, at: parisTime(day, hour, minute) }
  const sign = zone.startsWith('-') ? -1 : 1
  const [hours, minutes] = zone === 'z' ? [0, 0] : [Number(zone.slice(1, 3)), Number(zone.slice(-2))]
  const at = Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS + minute * 60_000
  const exact = at - sign * (hours * HOUR_MS + minutes * 60_000)
  return { day: parisDay(exact), at: exact }
}

function firstDay(plain: string, now: number): Day | null {
  const found = [numbered(plain), dayMonth(plain), monthDay(plain), near(plain, now)]
  return found.filter((day) => day !== null).sort((a, b) => a.from - b.from)[0] ?? null
}

function numbered(plain: string): Day | null {
  const hit = NUMBERS.exec(plain)
  if (hit === null) return null
  const [one, two] = [Number(hit[1]), Number(hit[2])]
  // Days come first here; `12/25` can only be written the other way round.
  const [day, month] = two > 12 ? [two, one] : [one, two]
  const year = hit[3] === undefined ? null : Number(hit[3].padStart(4, '20'))
  return dayOf({ year, month, day }, hit)
}

function dayMonth(plain: string): Day | null {
  const hit = DAY_MONTH.exec(plain)
  if (hit === null) return null
  return dayOf({ year: yearOf(hit[3]), month: monthOf(hit[2] ?? ''), day: Number(hit[1]) }, hit)
}

function monthDay(plain: string): Day | null {
  const hit = MONTH_DAY.exec(plain)
  if (hit === null) return null
  return dayOf({ year: yearOf(hit[3]), month: monthOf(hit[1] ?? ''), day: Number(hit[2]) }, hit)
}

function near(plain: string, now: number): Day | null {
  for (const [rule, days] of NEAR) {
    const hit = rule.exec(plain)
    if (hit === null) continue
    const [year, month, day] = parisDay(now + days * DAY_MS)
      .split('-')
      .map(Number)
    return dayOf({ year: year ?? 0, month: month ?? 0, day: day ?? 0 }, hit)
  }
  return null
}

const dayOf = (date: Pick<Day, 'year' | 'month' | 'day'>, hit: RegExpExecArray): Day | null =>
  date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31
    ? null
    : { ...date, from: hit.index, end: hit.index + hit[0].length }

const yearOf = (written: string | undefined): number | null =>
  written === undefined ? null : Number(written)
const monthOf = (name: string): number => EXACT_MONTHS.findIndex((rule) => rule.test(name)) + 1

const HOUR_REACH = 40

/** The hour after the day, else the one just before it: « à 10 h le 12/12 ». */
function hourBeside(plain: string, { from, end }: Day): { hour: number; minute: number } | null {
  const after = HOUR.exec(plain.slice(end, end + HOUR_REACH))
  const before = after ?? HOUR.exec(plain.slice(Math.max(0, from - HOUR_REACH), from))
  if (before === null) {
    return /^.{0,12}(?:midi|noon|mediodia|mezzogiorno)(?![a-z])/.test(plain.slice(end))
      ? { hour: 12, minute: 0 }
      : null
  }
  const half = before[4] ?? before[6]
  const written = Number(before[1] ?? before[5])
  const hour = half === undefined ? written : (written % 12) + (half === 'p' ? 12 : 0)
  return hour > 23 ? null : { hour, minute: Number(before[2] ?? before[3] ?? 0) }
}

function nearestYear({ month, day }: Day, now: number): number {
  const today = parisDay(now)
  const year = Number(today.slice(0, 4))
  const earliest = Date.parse(today) - BACK_DAYS * DAY_MS
  const fits = [year - 1, year, year + 1].find((each) => Date.UTC(each, month - 1, day) >= earliest)
  return fits ?? year
}

function isoDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal = year >= 1970 && year <= 9999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? date.toISOString().slice(0, 10) : null
}

/** Epoch ms of a wall time in Paris. `day` is `YYYY-MM-DD`. */
export function parisTime(day: string, hour: number, minute: number): number {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS + minute * 60_000
  const winter = asUtc - HOUR_MS
  return isSummer(winter - HOUR_MS) ? winter - HOUR_MS : winter
}

const LAST_MS = 8.64e15 - DAY_MS

/** The day in Paris, `YYYY-MM-DD`, at an epoch ms. */
export function parisDay(at: number): string {
  const known = Number.isFinite(at) ? Math.min(Math.max(at, 0), LAST_MS) : 0
  return new Date(known + (isSummer(known) ? 2 : 1) * HOUR_MS).toISOString().slice(0, 10)
}

/** European summer time: from the last Sunday of March to that of October, both at 01:00 UTC (2000/84/EC). */
function isSummer(at: number): boolean {
  const year = new Date(at).getUTCFullYear()
  return at >= lastSunday(year, 2) && at < lastSunday(year, 9)
}

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1))
  return last.getTime() - last.getUTCDay() * DAY_MS
}

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[\u2018\u2019]/g, "'")
    .toLowerCase()
    .replace(/\s+/g, ' ')
