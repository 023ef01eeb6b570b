import type { NavPage } from '../models/nav.ts'

import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'

import { useAdmin, useAdminWords } from '../context.ts'
import { NAV, screenName } from '../models/nav.ts'
import { hrefOf } from '../models/route.ts'
import { TroubleBox } from './trouble-box.tsx'

/** The way to every screen: beside the content where there is room, else behind one button. */
export function Nav() {
  const { session, route } = useAdmin()
  const words = useAdminWords()
  const open = useSignal(false)
  const opener = useRef<HTMLButtonElement>(null)
  const { page } = route.value
  useEffect(() => {
    open.value = false
  }, [route.value])
  return (
    <nav
      class="bar"
      aria-label={words.admin}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open.value) return
        open.value = false
        opener.current?.focus()
      }}
    >
      <button
        type="button"
        class="bar-opener"
        ref={opener}
        aria-expanded={open.value}
        aria-controls="bar-groups"
        onClick={() => {
          open.value = !open.value
        }}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d={open.value ? 'M6 6l12 12M18 6L6 18' : 'M4 7h16M4 12h16M4 17h16'} />
        </svg>
        <span>{words.nav.menu}</span>
        <span class="bar-here">{screenName(words, page === 'watch' ? 'list' : page)}</span>
      </button>
      <div id="bar-groups" class={open.value ? 'bar-groups bar-groups-open' : 'bar-groups'}>
        {NAV.map(({ group, pages }) => (
          <div class="bar-group" key={group}>
            <p id={`bar-${group}`}>{words.nav.groups[group]}</p>
            <ul aria-labelledby={`bar-${group}`}>
              {pages.map((to) => (
                <Way page={to} key={to} />
              ))}
              {group === 'access' && <Leave />}
            </ul>
          </div>
        ))}
      </div>
      {session.trouble.value !== null && <TroubleBox trouble={session.trouble.value} />}
    </nav>
  )
}

function Way({ page }: { page: NavPage }) {
  const { route } = useAdmin()
  const words = useAdminWords()
  const open = route.value
  return (
    <li>
      <a href={hrefOf({ page })} aria-current={open.page === page ? 'page' : undefined}>
        {page === 'new' ? words.list.add : screenName(words, page)}
      </a>
    </li>
  )
}

function Leave() {
  const { session } = useAdmin()
  const words = useAdminWords()
  return (
    <>
      <li>
        <a href="/">{words.publicPage}</a>
      </li>
      <li>
        <button type="button" aria-disabled={session.busy.value} onClick={() => void session.signOut()}>
          {session.busy.value ? words.signingOut : words.signOut}
        </button>
      </li>
    </>
  )
}
