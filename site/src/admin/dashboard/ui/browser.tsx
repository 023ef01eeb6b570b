import type { Dashboard } from '#relay/client.ts'

import { PRICES } from '#core/prices.ts'

import { useDashboardWords } from '../locales/words.ts'
import { dayName, dollars, hours, seconds } from '../models/figures.ts'
import { roundUp } from '../models/scale.ts'
import { Chart, Marks, Numbers } from './chart.tsx'

const DAY_MS = 86_400_000

type Browser = Dashboard['browser']

/** For how long the browser was kept this month, how long it will be, and where the cap lies. */
export function Browser({ dashboard }: { dashboard: Dashboard }) {
  const { browser: words, locale } = useDashboardWords()
  const { browser, bill, at } = dashboard
  const { home, usedMinutes, forecastMinutes, month } = browser
  const name = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(month.from)
  const days = daysOf(browser, at)
  const held = dashboard.series.reduce((sum, { pageMs }) => sum + pageMs, 0)
  const said = [
    words[home],
    ...(home === 'none'
      ? []
      : [
          words.used(hours(usedMinutes, locale), name),
          forecastMinutes === null ? words.soon : words.forecast(hours(forecastMinutes, locale)),
          words.pages(seconds(held, locale)),
        ]),
  ]
  if (home === 'none' && usedMinutes === 0) return <Chart id="browser" title={words.title} words={said} />
  return (
    <Chart id="browser" title={words.title} words={said}>
      {browser.usedUp && <p class="wary">{words.usedUp}</p>}
      <Burn browser={browser} days={days} at={at} />
      <p>
        {browser.capMinutes === null
          ? words.noCap
          : words.cap(hours(browser.capMinutes, locale), dollars(bill.browserAtCap ?? 0, locale))}
        {browser.capMinutes !== null && !browser.usedUp && ` ${capWords(browser, words, locale)}`}
      </p>
      <p>
        <a class="button" href="#/settings">
          {words.set}
        </a>
      </p>
      <p class="hint">{words.how}</p>
      <Numbers
        caption={words.title}
        heads={[words.day, words.minutes, words.total]}
        rows={days
          .toReversed()
          .map(({ day, minutes, total }) => [dayName(day, locale, true), minutes, total])}
      />
    </Chart>
  )
}

function capWords(
  { capAt }: Browser,
  words: ReturnType<typeof useDashboardWords>['browser'],
  locale: string,
) {
  if (capAt === null) return words.capFar
  return words.capAt(dayName(new Date(capAt).toISOString().slice(0, 10), locale, true))
}

type Day = { day: string; minutes: number; total: number }

/** Every day of the month until today, with what had come together by its end. */
function daysOf({ month, days }: Browser, now: number): Day[] {
  const minutes = new Map(days.map((one) => [one.day, one.minutes]))
  const count = Math.floor((now - month.from) / DAY_MS) + 1
  let total = 0
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(month.from + index * DAY_MS).toISOString().slice(0, 10)
    total += minutes.get(day) ?? 0
    return { day, minutes: minutes.get(day) ?? 0, total }
  })
}

/** The month as a slope: what was used as a field, what is to come as a dashed line, the limits as lines across. */
function Burn({ browser, days, at }: { browser: Browser; days: readonly Day[]; at: number }) {
  const { browser: words, locale } = useDashboardWords()
  const { month, usedMinutes, forecastMinutes, capMinutes } = browser
  const included = PRICES.browser.included * 60
  const most = Math.max(usedMinutes, forecastMinutes ?? 0, capMinutes ?? 0, 60)
  const showsIncluded = included <= most * 4
  const top = roundUp(Math.max(most, showsIncluded ? included : 0) / 60) * 60
  const x = (time: number) => ((time - month.from) / (month.to - month.from)) * 100
  const y = (minutes: number) => 100 - (minutes / top) * 100
  const points = days.map(
    ({ total }, index) => `${x(Math.min(at, month.from + (index + 1) * DAY_MS))},${y(total)}`,
  )
  const marks = [0, 0.5, 1].map((part) => month.from + part * (month.to - month.from - DAY_MS))
  return (
    <>
      <div class="plot" aria-hidden="true">
        <p class="plot-top">{hours(top, locale)}</p>
        <svg class="bars burn" viewBox="0 0 100 100" preserveAspectRatio="none" focusable="false">
          <path class="burn-field" d={`M0,100 L${points.join(' L')} L${x(at)},100 Z`} />
          <path class="burn-line" d={`M0,100 L${points.join(' L')}`} />
          {forecastMinutes !== null && (
            <path class="burn-ahead" d={`M${x(at)},${y(usedMinutes)} L100,${y(forecastMinutes)}`} />
          )}
          {showsIncluded && <path class="burn-included" d={`M0,${y(included)} L100,${y(included)}`} />}
          {capMinutes !== null && <path class="burn-cap" d={`M0,${y(capMinutes)} L100,${y(capMinutes)}`} />}
          <path class="burn-base" d="M0,100 L100,100" />
        </svg>
        <Marks words={marks.map((mark) => dayName(new Date(mark).toISOString().slice(0, 10), locale))} />
      </div>
      <ul class="legend" aria-hidden="true">
        <Line name={words.legendUsed} className="burn-line" />
        {forecastMinutes !== null && <Line name={words.legendForecast} className="burn-ahead" />}
        {showsIncluded && (
          <Line name={words.legendIncluded(PRICES.browser.included)} className="burn-included" />
        )}
        {capMinutes !== null && <Line name={words.legendCap} className="burn-cap" />}
      </ul>
    </>
  )
}

function Line({ name, className }: { name: string; className: string }) {
  return (
    <li>
      <svg class="swatch swatch-line" viewBox="0 0 24 12" focusable="false">
        <path class={className} d="M0,6 L24,6" />
      </svg>
      {name}
    </li>
  )
}
