import type { History } from '../models/summary.ts'
import type { Range } from '../models/story.ts'
import type { Reason } from '#core/verdict.ts'

import { useEffect, useRef } from 'preact/hooks'

import { useWords } from '../../../context.ts'
import { span } from '../../../models/times.ts'
import { useAdmin } from '../../context.ts'
import { useStoryWords } from '../locales/words.ts'
import { RANGES } from '../models/story.ts'
import { lengthOf, summaryOf } from '../models/summary.ts'
import { Strip, StripLegend } from './strip.tsx'
import { DataTable } from '../../../ui/data-table.tsx'

const ROWS_MOST = 100

type Props = { history: History; range: Range; onRange: (range: Range) => void }

/** How the watch went: words first, then the strip, then its figures. */
export function HistoryCard({ history, range, onRange }: Props) {
  const { say } = useAdmin()
  const words = useStoryWords().history
  const told = useTold(history)
  const isAsked = useRef(false)
  // Who chose another range hears it; that time passes is no news.
  useEffect(() => {
    if (isAsked.current) say(Object.values(told).join(' '))
    isAsked.current = false
  }, [history])
  return (
    <article class="card history-card">
      <div class="history-head">
        <h3>{words.title}</h3>
        <div class="segments" role="group" aria-label={words.range}>
          {(['day', 'week'] as const).map((one) => (
            <button
              type="button"
              aria-pressed={one === range}
              onClick={() => {
                isAsked.current = true
                onRange(one)
              }}
              key={one}
            >
              {words[one]}
            </button>
          ))}
        </div>
      </div>
      <div class="history-said">
        <p>
          <strong>{told.seen}</strong> {told.openings}
        </p>
        {told.blind !== '' && <p class="hint">{told.blind}</p>}
      </div>
      <div>
        <Strip history={history} />
        <p class="strip-ends" aria-hidden="true">
          <Ends history={history} />
        </p>
      </div>
      <StripLegend history={history} />
      <Figures history={history} />
    </article>
  )
}

/** What a history says, in sentences. */
function useTold(history: History): { seen: string; openings: string; blind: string } {
  const words = useStoryWords().history
  const { locale } = useWords()
  const whyOf = useWhyDark()
  const { seenShare, lookedMs, openings, blind } = summaryOf(history)
  if (seenShare === null) return { seen: words.nothing, openings: '', blind: '' }
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(
    seenShare,
  )
  const wholeMs = lengthOf(history)
  const whole = wholeMs > RANGES.day * 3_600_000 ? words.week : words.day
  const range = lookedMs < wholeMs ? span(lookedMs, locale) : whole
  const { longest } = blind
  return {
    seen: words.seen(share, range),
    openings: words.openings(openings.count, span(openings.ms, locale)),
    blind:
      longest === null
        ? words.neverBlind
        : words.blind(
            blind.count,
            span(blind.ms, locale),
            span(lengthOf(longest), locale),
            whyOf(longest.reason),
          ),
  }
}

function useWhyDark(): (reason: Reason) => string {
  const words = useStoryWords().history
  const known = useWords().reason
  return (reason) => (reason === 'stale' ? words.stale : known[reason])
}

function Ends({ history: { from, to } }: { history: History }) {
  const words = useStoryWords().history
  const { locale } = useWords()
  const isWeek = to - from > RANGES.day * 3_600_000
  const format = new Intl.DateTimeFormat(
    locale,
    isWeek
      ? { weekday: 'short', day: 'numeric', month: 'short' }
      : { weekday: 'short', hour: 'numeric', minute: '2-digit' },
  )
  return (
    <>
      <span>{format.format(from)}</span>
      <span>{format.format((from + to) / 2)}</span>
      <span>{words.now}</span>
    </>
  )
}

function Figures({ history: { spans } }: { history: History }) {
  const words = useStoryWords().history
  const { locale } = useWords()
  const whyOf = useWhyDark()
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' })
  const newest = spans.toReversed().slice(0, ROWS_MOST)
  const said = (one: (typeof spans)[number]) =>
    one.state === 'unknown' ? (
      <>
        {words.state.unknown}. <span class="hint">{whyOf(one.reason)}</span>
      </>
    ) : (
      words.state[one.state]
    )
  return (
    <details class="more">
      <summary>{words.table}</summary>
      {spans.length > ROWS_MOST && <p class="hint">{words.cut(ROWS_MOST)}</p>}
      <DataTable
        box="table-scroll"
        caption={words.table}
        heads={[words.head.from, words.head.to, words.head.length, words.head.state]}
        rows={newest.map((one) => ({
          key: String(one.from),
          cells: [format.format(one.from), format.format(one.to), span(lengthOf(one), locale), said(one)],
        }))}
      />
    </details>
  )
}
