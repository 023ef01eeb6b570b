import type { Route } from '../models/route.ts'

import { Header } from '../../ui/header.tsx'
import { LinkPill } from '../../ui/link-pill.tsx'
import { useAdmin, useAdminWords } from '../context.ts'
import { hrefOf } from '../models/route.ts'
import { TroubleBox } from '../ui/trouble-box.tsx'
import { LazyAccount } from './lazy-account.tsx'
import { LazyDesk } from './lazy-desk.tsx'
import { List } from './list.tsx'
import { NewWatch } from './new.tsx'
import { SignIn } from './sign-in.tsx'
import { OneWatch } from './watch.tsx'

const DESK = ['people', 'devices', 'alerts', 'rules', 'templates', 'account', 'audit'] as const

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
      {isIn && <Bar />}
      <main id="content" tabIndex={-1}>
        {isIn ? <Screen route={route.value} /> : <SignIn state={state} />}
      </main>
    </>
  )
}

function Bar() {
  const { session, route } = useAdmin()
  const words = useAdminWords()
  const current = (page: Route['page']) => (route.value.page === page ? 'page' : undefined)
  return (
    <nav class="bar" aria-label={words.admin}>
      <a href="#/" aria-current={current('list')}>
        {words.list.title}
      </a>
      <a href="#/new" aria-current={current('new')}>
        {words.list.add}
      </a>
      {DESK.map((page) => (
        <a href={hrefOf({ page })} aria-current={current(page)} key={page}>
          {words.desk[page]}
        </a>
      ))}
      <a href="/">{words.publicPage}</a>
      <button type="button" aria-disabled={session.busy.value} onClick={() => void session.signOut()}>
        {session.busy.value ? words.signingOut : words.signOut}
      </button>
      {session.trouble.value !== null && <TroubleBox trouble={session.trouble.value} />}
    </nav>
  )
}

function Screen({ route }: { route: Route }) {
  switch (route.page) {
    case 'new':
      return <NewWatch />
    case 'watch':
      return <OneWatch id={route.id} key={route.id} />
    case 'account':
    case 'audit':
      return <LazyAccount route={route} key={hrefOf(route)} />
    case 'list':
      return <List />
    default:
      return <LazyDesk route={route} key={hrefOf(route)} />
  }
}
