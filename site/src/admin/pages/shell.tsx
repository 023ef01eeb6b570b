import type { Route } from '../models/route.ts'

import { Header } from '../../ui/header.tsx'
import { LinkPill } from '../../ui/link-pill.tsx'
import { useAdmin, useAdminWords } from '../context.ts'
import { hrefOf } from '../models/route.ts'
import { Nav } from '../ui/nav.tsx'
import { LazyAccount } from './lazy-account.tsx'
import { LazyDashboard } from './lazy-dashboard.tsx'
import { LazyDesk } from './lazy-desk.tsx'
import { LazyLog } from './lazy-log.tsx'
import { LazyPeople } from './lazy-people.tsx'
import { LazyTransfer } from './lazy-tidy.tsx'
import { LazySettings } from './lazy-settings.tsx'
import { LazyWatch } from './lazy-watch.tsx'
import { List } from './list.tsx'
import { SignIn } from './sign-in.tsx'

/** The whole admin page: its top, and the one screen that is open. */
export function Shell() {
  const { session, watches, route } = useAdmin()
  const words = useAdminWords()
  const state = session.state.value
  const isIn = state.kind === 'in'
  const list = watches.state.value
  return (
    <>
      <a
        class="skip"
        href="#content"
        onClick={(event) => {
          // The address keeps the screen that is open.
          event.preventDefault()
          document.getElementById('content')?.focus()
        }}
      >
        {words.skip}
      </a>
      <Header home={isIn ? '#/' : '/'}>
        {isIn && list.kind === 'shown' && <LinkPill link={list.link} />}
      </Header>
      <div class={isIn ? 'helm' : undefined}>
        {isIn && <Nav />}
        <main id="content" tabIndex={-1}>
          {isIn ? <Screen route={route.value} /> : <SignIn state={state} />}
        </main>
      </div>
    </>
  )
}

function Screen({ route }: { route: Route }) {
  switch (route.page) {
    case 'new':
    case 'watch':
      return <LazyWatch route={route} key={hrefOf(route)} />
    case 'people':
    case 'alerts':
      // A filter that changes keeps the screen, and the focus where it is.
      return <LazyPeople route={route} key={route.page} />
    case 'devices':
    case 'rules':
    case 'templates':
      return <LazyDesk route={route} key={hrefOf(route)} />
    case 'account':
    case 'audit':
      return <LazyAccount route={route} key={hrefOf(route)} />
    case 'dashboard':
      return <LazyDashboard route={route} />
    case 'log':
      return <LazyLog route={route} />
    case 'transfer':
      return <LazyTransfer />
    case 'settings':
      return <LazySettings />
    case 'list':
      return <List />
  }
}
