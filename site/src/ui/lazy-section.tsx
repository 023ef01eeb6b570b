import type { ComponentChildren, RefObject } from 'preact'

import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'

import { useWords } from '../context.ts'
import { useArrival } from './use-arrival.ts'
import { useRetryWhenLive } from './use-retry-when-live.ts'

/** How far below the window a part is fetched already. */
const AHEAD = '600px'

type Props<T> = {
  id: string
  title: string
  lead: string
  /** Fetches the part, once somebody comes near it. */
  load: () => Promise<T>
  children: (part: T) => ComponentChildren
}

/** A section whose insides come when somebody scrolls there: whoever only looks at the cards never waits for it. */
export function LazySection<T>({ id, title, lead, load, children }: Props<T>) {
  const words = useWords().alerts
  const part = useSignal<{ kind: 'away' } | { kind: 'failed' } | { kind: 'here'; part: T }>({ kind: 'away' })
  const fetchPart = async () => {
    part.value = { kind: 'away' }
    try {
      part.value = { kind: 'here', part: await load() }
    } catch {
      part.value = { kind: 'failed' }
    }
  }
  const section = useRef<HTMLElement>(null)
  useWhenNear(section, () => void fetchPart())
  useArrival(section)
  const { value } = part
  useRetryWhenLive(value.kind === 'failed', () => void fetchPart())
  return (
    <section class="watches" id={id} tabIndex={-1} aria-labelledby={`${id}-title`} ref={section}>
      <h2 id={`${id}-title`}>{title}</h2>
      <p class="alerts-lead">{lead}</p>
      {value.kind === 'away' && <p aria-busy="true">{words.loading}</p>}
      {value.kind === 'failed' && (
        <div class="panel panel-failed">
          <p role="alert">{words.failed}</p>
          <button type="button" class="retry" onClick={() => void fetchPart()}>
            {words.retry}
          </button>
        </div>
      )}
      {value.kind === 'here' && children(value.part)}
    </section>
  )
}

/** Once, when the section is in the window or nearly. */
function useWhenNear(section: RefObject<HTMLElement | null>, run: () => void) {
  useEffect(() => {
    if (section.current === null) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return
        observer.disconnect()
        run()
      },
      { rootMargin: AHEAD },
    )
    observer.observe(section.current)
    return () => observer.disconnect()
  }, [])
}
