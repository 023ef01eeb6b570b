import type { PersonRecord } from '#core/person.ts'

import { useApp, useWords } from '../../../context.ts'
import { usePeopleWords } from '../locales/words.ts'

type Days = PersonRecord['days']

const DAY_MS = 86_400_000
const SHOWN = 30

/** The last thirty days: what arrived stands up, what was missed hangs down; the same as a table. */
export function DaysChart({ days }: { days: Days }) {
  const { locale } = useWords()
  const { clock } = useApp()
  const words = usePeopleWords().person
  const today = Math.floor(clock.now.value / DAY_MS)
  const all = Array.from({ length: SHOWN }, (_, index) => {
    const day = today - SHOWN + 1 + index
    return days.find((one) => one.day === day) ?? { day, sent: 0, missed: 0, other: 0 }
  })
  const sum = (of: 'sent' | 'missed') => all.reduce((total, one) => total + one[of], 0)
  const most = Math.max(1, ...all.map(({ sent, missed }) => Math.max(sent, missed)))
  const width = 100 / SHOWN
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' })
  return (
    <div class="days">
      <h3>{words.days}</h3>
      <p>{words.daysSay(sum('sent'), sum('missed'))}</p>
      <svg class="days-chart" aria-hidden="true" focusable="false" width="100%" height="84">
        {all.map(({ day, sent, missed }, index) => {
          const [x, wide] = [`${index * width + width * 0.14}%`, `${width * 0.72}%`]
          const [up, down] = [(sent / most) * 52, (missed / most) * 24]
          return (
            <g key={day}>
              {sent > 0 && (
                <rect
                  class="days-sent"
                  x={x}
                  width={wide}
                  y={54 - Math.max(3, up)}
                  height={Math.max(3, up)}
                />
              )}
              {missed > 0 && (
                <rect class="days-missed" x={x} width={wide} y={59} height={Math.max(4, down)} />
              )}
            </g>
          )
        })}
        <line class="days-axis" x1="0" x2="100%" y1="56.5" y2="56.5" />
      </svg>
      <Table all={all.filter(({ sent, missed, other }) => sent + missed + other > 0)} format={format} />
    </div>
  )
}

function Table({ all, format }: { all: Days; format: Intl.DateTimeFormat }) {
  const words = usePeopleWords().person
  if (all.length === 0) return null
  return (
    <details class="more">
      <summary>
        {words.numbers}
        <span class="unseen"> {words.days}</span>
      </summary>
      {/* A region of its own, so that the keyboard can scroll it. */}
      <div class="numbers-scroll" role="region" aria-label={words.days} tabIndex={0}>
        <table class="numbers-table">
          <caption class="unseen">{words.days}</caption>
          <thead>
            <tr>
              {[words.day, words.sent, words.missed, words.other].map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {all.map(({ day, sent, missed, other }) => (
              <tr key={day}>
                <th scope="row">{format.format(day * DAY_MS)}</th>
                <td>{sent}</td>
                <td>{missed}</td>
                <td>{other}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
