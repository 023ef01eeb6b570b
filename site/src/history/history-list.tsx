import type { Releases } from '#relay/client.ts'

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

import { isEndSeen } from '#core/release-end.ts'
import { makeClient } from '#relay/client.ts'

import { ask } from '../admin/ask.ts'
import { useApp } from '../context.ts'
import { moment, span } from '../models/times.ts'
import { useRetryWhenLive } from '../ui/use-retry-when-live.ts'
import { HISTORY_WORDS } from './words.ts'

const SHOWN = '10'

type Release = Releases['releases'][number]
type State = { kind: 'loading' } | { kind: 'failed' } | { kind: 'shown'; releases: readonly Release[] }

/** The last openings of a watch: when, for how long, and how many found a seat, without names. */
export function HistoryList({ watchId }: { watchId: string }) {
  const { choice } = useApp()
  const words = HISTORY_WORDS[choice.language.value]
  const state = useSignal<State>({ kind: 'loading' })
  const read = async () => {
    const { api } = makeClient(location.origin)
    const query = { watch: watchId, limit: SHOWN }
    const answer = await ask<Releases>((init) => api.releases.$get({ query }, { init }), {
      onSignedOut: () => {},
    })
    state.value = answer.ok ? { kind: 'shown', releases: answer.value.releases } : { kind: 'failed' }
  }
  useEffect(() => void read(), [])
  const { value } = state
  useRetryWhenLive(value.kind === 'failed', () => void read())
  if (value.kind === 'loading') return <p aria-busy="true">{words.loading}</p>
  if (value.kind === 'failed') return <p role="alert">{words.failed}</p>
  if (value.releases.length === 0) return <p>{words.empty}</p>
  return (
    <ol class="history-list">
      {value.releases.map((release) => (
        <li key={release.id}>
          <Line release={release} />
        </li>
      ))}
    </ol>
  )
}

function Line({ release }: { release: Release }) {
  const { choice } = useApp()
  const words = HISTORY_WORDS[choice.language.value]
  const { locale } = choice.words.value
  const { openedAt, closedAt, closedBy, outcomes } = release
  const [found, late] = [outcomes['got-one'], outcomes['too-late']]
  const said = [
    closedAt === null
      ? words.stillOpen
      : words[isEndSeen(closedBy) ? 'lasted' : 'unwatched'](span(closedAt - openedAt, locale)),
    ...(found > 0 ? [words.found(found)] : []),
    ...(late > 0 ? [words.late(late)] : []),
  ]
  return (
    <>
      <time dateTime={new Date(openedAt).toISOString()}>{moment(openedAt, locale)}</time>
      {choice.words.value.colon}
      {said.join(', ')}
    </>
  )
}
