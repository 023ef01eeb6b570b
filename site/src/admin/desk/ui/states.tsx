import type { Remote } from '../models/remote.ts'

import { useLayoutEffect, useRef } from 'preact/hooks'

import { Bones } from '../../ui/bones.tsx'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useDeskWords } from '../locales/words.ts'

type Words = { loading: string; failed: string }
type Props<T> = {
  state: Remote<T>
  words: Words
  onRetry: () => void
  children: (value: T) => preact.ComponentChildren
}

/** Loading, failed, or there; and that what is there is old, when it is. */
export function States<T>({ state, words, onRetry, children }: Props<T>) {
  const { retry } = useDeskWords()
  if (state.kind === 'loading') return <Bones text={words.loading} />
  if (state.kind === 'failed')
    return (
      <div class="panel panel-failed">
        <h2>{words.failed}</h2>
        <TroubleBox trouble={state.trouble} />
        <button type="button" class="button button-main" onClick={onRetry}>
          {retry}
        </button>
      </div>
    )
  return (
    <>
      {state.trouble !== null && <TroubleBox trouble={state.trouble} />}
      {children(state.value)}
    </>
  )
}

type MoreProps = { shelf: { next: string | null; reading: boolean }; onMore: () => void }

/** Reads on; once there is nothing more it says so, to whoever stood on the button. */
export function More({ shelf, onMore }: MoreProps) {
  const words = useDeskWords()
  const isPressed = useRef(false)
  const end = useRef<HTMLParagraphElement>(null)
  useLayoutEffect(() => {
    if (document.activeElement === document.body) end.current?.focus({ preventScroll: true })
  }, [shelf.next])
  if (shelf.next === null)
    return isPressed.current ? (
      <p class="hint" tabIndex={-1} ref={end}>
        {words.noMore}
      </p>
    ) : null
  return (
    <button
      type="button"
      class="button"
      aria-disabled={shelf.reading}
      onClick={() => {
        isPressed.current = true
        onMore()
      }}
    >
      {shelf.reading ? words.loadingMore : words.more}
    </button>
  )
}

export function Head({
  title,
  lead,
  children,
}: {
  title: preact.ComponentChildren
  lead: string
  children?: preact.ComponentChildren
}) {
  return (
    <div class="screen-head">
      <div>
        {title}
        <p class="hint">{lead}</p>
      </div>
      {children}
    </div>
  )
}

export function Empty({ title, text }: { title: string; text: string }) {
  return (
    <div class="panel">
      <h2>{title}</h2>
      <p>{text}</p>
    </div>
  )
}
