import type { LogFilter } from '../../models/route.ts'
import type { Link } from '../../../models/status.ts'

import { useSignalEffect } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'

import { Banner } from '../../../ui/banner.tsx'
import { LinkPill } from '../../../ui/link-pill.tsx'
import { useAdmin } from '../../context.ts'
import { hrefOf } from '../../models/route.ts'
import { Bones } from '../../ui/bones.tsx'
import { OpeningHeading } from '../../ui/heading.tsx'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useLog } from '../context.ts'
import { useLogWords } from '../locales/words.ts'
import { isFiltering } from '../models/filter.ts'
import { focusRow } from './focus-row.ts'
import { LogFilters } from './log-filters.tsx'
import { LogList } from './log-list.tsx'

/** Somebody who types is told once, when they pause. */
const SAY_AFTER_MS = 800

/** The log of the relay, live. */
export function LogPage() {
  const { log } = useLog()
  const words = useLogWords()
  const state = log.state.value
  const link = useLink()
  useEffect(() => {
    // The button that asked for it is gone.
    if (state.kind === 'shown' && document.activeElement === document.body)
      document.getElementById('log-title')?.focus()
  }, [state.kind])
  return (
    <section class="screen">
      <div class="screen-head">
        <div>
          <OpeningHeading id="log-title">{words.title}</OpeningHeading>
          <p class="hint">{words.lead}</p>
        </div>
      </div>
      <Banner link={link} shown={{ syncedAt: log.lostAt.value }} />
      {state.kind === 'loading' && <Bones text={words.loading} />}
      {state.kind === 'failed' && (
        <div class="panel panel-failed">
          <h2>{words.failed}</h2>
          <TroubleBox trouble={state.trouble} />
          <button
            type="button"
            class="button button-main"
            aria-disabled={log.isTrying.value}
            onClick={() => log.retry()}
          >
            {log.isTrying.value ? words.loading : words.retry}
          </button>
        </div>
      )}
      {state.kind === 'shown' && <Lines link={link} />}
    </section>
  )
}

/** How the log stands with the relay: whether it can be reached at all is known from the watches. */
function useLink(): Link {
  const { watches } = useAdmin()
  const { log } = useLog()
  const list = watches.state.value
  if (list.kind === 'shown' && list.link === 'offline') return 'offline'
  if (log.live.value) return 'live'
  return list.kind === 'shown' && list.link === 'lost' ? 'lost' : 'catching-up'
}

function Lines({ link }: { link: Link }) {
  const { env, say } = useAdmin()
  const { log, view, rows } = useLog()
  const words = useLogWords()
  const cancelSay = useRef<(() => void) | undefined>(undefined)
  // Whoever sees the beginning wants what is before it; so does a search that finds little.
  useSignalEffect(() => {
    if (rows.from.value === 0 && log.older.value.kind === 'more') void log.readOlder()
  })
  const choose = (filter: LogFilter) => {
    view.choose(filter)
    rows.toEnd()
    // The address can be kept and sent on; a step back leaves the log at once.
    history.replaceState(history.state, '', hrefOf({ page: 'log', ...filter }))
    cancelSay.current?.()
    cancelSay.current = env.after(SAY_AFTER_MS, () => say(words.said(view.shownCount.value)))
  }
  return (
    <>
      <LogFilters onChange={choose} />
      <div class="log-frame">
        <div class="log-head">
          {view.isPaused.value ? (
            <p class="pill log-paused">{words.paused(view.waiting.value)}</p>
          ) : (
            <LinkPill link={link} />
          )}
          <p class="log-counted">{words.count(view.shownCount.value, view.readCount.value)}</p>
          <div class="buttons">
            {isFiltering(view.filter.value) && (
              <button
                type="button"
                class="button"
                onClick={() => {
                  document.getElementById('field-log-text')?.focus()
                  choose({})
                }}
              >
                {words.all}
              </button>
            )}
            <Pause />
          </div>
        </div>
        <LogList />
        {!rows.isAtEnd.value && <ToEnd />}
      </div>
      <p class="hint" id="log-keys">
        {words.keys}
      </p>
    </>
  )
}

function Pause() {
  const { view } = useLog()
  const words = useLogWords()
  const isPaused = view.isPaused.value
  return (
    <button
      type="button"
      class={isPaused ? 'button button-main' : 'button'}
      onClick={() => (isPaused ? view.resume() : view.pause())}
    >
      <svg class="log-sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d={isPaused ? 'M7 4v16l13-8z' : 'M6 4h4v16H6zm8 0h4v16h-4z'} fill="currentColor" />
      </svg>
      {isPaused ? words.resume : words.pause}
    </button>
  )
}

/** Over the lower edge of the list, for whoever has left its end. */
function ToEnd() {
  const { rows } = useLog()
  const words = useLogWords()
  const below = rows.below.value
  return (
    <button
      type="button"
      class="button button-main log-to-end"
      onClick={() => {
        rows.activate(Number.POSITIVE_INFINITY)
        focusRow(rows.active.value)
      }}
    >
      <svg class="log-sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d="M12 4v15m-7-7 7 7 7-7" fill="none" stroke="currentColor" stroke-width="2.500" />
      </svg>
      {words.toEnd}
      {below > 0 && <span class="log-below">{words.below(below)}</span>}
    </button>
  )
}
