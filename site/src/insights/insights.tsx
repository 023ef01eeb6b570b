import type { Trouble } from '../admin/trouble.ts'
import type { PublicWatch } from '#core/status.ts'
import type { InsightsAnswer } from '#relay/client.ts'

import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'

import { ChooseWatch } from '../ui/choose-watch.tsx'
import { useRetryWhenLive } from '../ui/use-retry-when-live.ts'
import { readInsights } from './door.ts'
import { HeatMap } from './heat-map.tsx'
import { Lives } from './lives.tsx'
import { Outcomes } from './outcomes.tsx'
import { Timeline } from './timeline.tsx'
import { Visits } from './visits.tsx'
import { useInsightsWords } from './words.ts'
import './insights.css'

type State =
  | { kind: 'loading' }
  | { kind: 'failed'; trouble: Trouble }
  | { kind: 'shown'; insights: InsightsAnswer }

/** When seats appear and how long they stay: of one watch or of all, read again with each opening that is seen. */
export function Insights({ watches }: { watches: readonly PublicWatch[] }) {
  const words = useInsightsWords()
  const chosen = useSignal('')
  const state = useSignal<State>({ kind: 'loading' })
  const isKnown = watches.some(({ id }) => id === chosen.value)
  const watch = isKnown ? chosen.value : null
  const asked = useRef(0)
  const read = async () => {
    asked.current += 1
    const mine = asked.current
    const answer = await readInsights(watch)
    // An answer to an earlier question says nothing about this one.
    if (mine !== asked.current) return
    state.value = answer.ok
      ? { kind: 'shown', insights: answer.value }
      : { kind: 'failed', trouble: answer.trouble }
  }
  const openings = watches.reduce((sum, one) => sum + one.releases + (one.openSince === null ? 0 : 1), 0)
  useEffect(() => void read(), [watch, openings])
  const { value } = state
  useRetryWhenLive(value.kind === 'failed', () => void read())
  return (
    <>
      <ChooseWatch
        id="insights-watch"
        label={words.choose}
        all={words.all}
        watches={watches}
        chosen={watch ?? ''}
        onChoose={(id) => {
          chosen.value = id
          state.value = { kind: 'loading' }
        }}
      />
      <div class="insights" aria-busy={value.kind === 'loading'}>
        {value.kind === 'loading' && <p>{words.loading}</p>}
        {value.kind === 'failed' && <Failed trouble={value.trouble} retry={() => void read()} />}
        {value.kind === 'shown' && <Shown insights={value.insights} />}
        <Visits />
      </div>
    </>
  )
}

function Shown({ insights }: { insights: InsightsAnswer }) {
  const words = useInsightsWords()
  if (insights.count === 0) return <p class="panel">{words.empty}</p>
  const { days, hours, hoursTell, count, firstAt, lastAt, lives, outcomes } = insights
  return (
    <>
      <Timeline days={days} />
      <HeatMap hours={hours} hoursTell={hoursTell} count={count} firstAt={firstAt} lastAt={lastAt} />
      <Lives lives={lives} count={count} />
      <Outcomes outcomes={outcomes} />
      <p class="hint insights-honest">{words.honest}</p>
    </>
  )
}

function Failed({ trouble, retry }: { trouble: Trouble; retry: () => void }) {
  const words = useInsightsWords()
  return (
    <div class="panel panel-failed">
      <h3>{words.failed}</h3>
      <p role="alert">{words.trouble[trouble.kind]}</p>
      <button type="button" class="retry" onClick={retry}>
        {words.retry}
      </button>
    </div>
  )
}
