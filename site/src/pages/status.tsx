import type { Environment } from '../environment.ts'
import type { Link, PageState } from '../models/status.ts'
import type { PublicWatch } from '#core/status.ts'

import { useContext } from 'preact/hooks'

import { WantedContext, useApp, useStatus, useWords } from '../context.ts'
import { AlertsSection } from '../ui/alerts-section.tsx'
import { Banner } from '../ui/banner.tsx'
import { Footer } from '../ui/footer.tsx'
import { Header } from '../ui/header.tsx'
import { Hero } from '../ui/hero.tsx'
import { Later } from '../ui/later.tsx'
import { LazySection } from '../ui/lazy-section.tsx'
import { Legend } from '../ui/legend.tsx'
import { LinkPill } from '../ui/link-pill.tsx'
import { Empty, Failed, Loading } from '../ui/states.tsx'
import { Totals } from '../ui/totals.tsx'
import { WatchList } from '../ui/watch-list.tsx'

export function StatusPage({ env }: { env: Environment }) {
  const wanted = useContext(WantedContext)
  const status = useStatus()
  const { choice } = useApp()
  const words = choice.words.value
  const state = status.state.value
  const shown = state.kind === 'shown' ? state.shown : null
  return (
    <>
      <a class="skip" href="#watches">
        {words.skip}
      </a>
      <Header home="/">
        <LinkPill link={linkOf(state)} />
        <a class="top-link" href={`/comprendre?lang=${choice.language.value}`}>
          {words.understand}
        </a>
      </Header>
      <main>
        <Hero state={state} />
        {state.kind === 'shown' && <Banner link={state.link} shown={state.shown} />}
        <section class="watches" id="watches" tabIndex={-1} aria-labelledby="watches-title">
          <h2 id="watches-title">{words.watches}</h2>
          {state.kind === 'loading' && <Loading />}
          {state.kind === 'failed' && <Failed problem={state.problem} offline={state.offline} />}
          {shown !== null && (shown.watches.length === 0 ? <Empty /> : <WatchList shown={shown} />)}
        </section>
        {shown !== null && (
          <>
            <Later>
              <AlertsSection env={env} watches={shown.watches} wanted={wanted} />
            </Later>
            <Later>
              <Beyond watches={shown.watches} />
              <Totals totals={shown.totals} />
            </Later>
          </>
        )}
        <Later>
          <Legend />
        </Later>
      </main>
      <Footer version={shown?.version ?? null} />
    </>
  )
}

/** Its place is kept from the first moment, so that nothing moves when the answer comes. */
function linkOf(state: PageState): Link {
  if (state.kind === 'shown') return state.link
  if (state.kind === 'loading') return 'catching-up'
  return state.offline ? 'offline' : 'lost'
}

/** What history tells, and how to follow from elsewhere: fetched by whoever scrolls there. */
function Beyond({ watches }: { watches: readonly PublicWatch[] }) {
  const { insights, follow } = useWords()
  return (
    <>
      <LazySection id="when" {...insights} load={() => import('../insights/insights.tsx')}>
        {({ Insights }) => <Insights watches={watches} />}
      </LazySection>
      <LazySection id="follow" {...follow} load={() => import('../follow/follow.tsx')}>
        {({ Follow }) => <Follow watches={watches} />}
      </LazySection>
    </>
  )
}
