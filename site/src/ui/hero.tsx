import type { PageState } from '../models/status.ts'

import { useApp } from '../context.ts'
import { overviewAt } from '../models/lookout.ts'
import { Lighthouse } from './lighthouse.tsx'

export function Hero({ state }: { state: PageState }) {
  const { clock, choice } = useApp()
  const words = choice.words.value
  const overview = state.kind === 'shown' ? overviewAt(state.shown, clock.now.value) : null
  const mood = overview?.mood ?? (state.kind === 'failed' ? 'failed' : 'loading')
  return (
    <section class="hero">
      <div class="hero-words">
        <p class="tagline">{words.tagline}</p>
        <h1>{words.mood[mood]}</h1>
        {overview !== null && overview.watches > 0 && <p class="hero-count">{words.overview(overview)}</p>}
      </div>
      <Lighthouse mood={mood} />
    </section>
  )
}
