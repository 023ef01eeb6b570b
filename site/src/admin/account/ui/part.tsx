import type { Remote } from '../../desk/models/remote.ts'

import { Bones } from '../../ui/bones.tsx'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useAccountWords } from '../locales/words.ts'

type Props<T> = {
  state: Remote<T>
  words: { loading: string; failed: string }
  onRetry: () => void
  children: (value: T) => preact.ComponentChildren
}

/** Loading, failed, or there; and that what is there is old, when it is. */
export function Part<T>({ state, words, onRetry, children }: Props<T>) {
  const { retry } = useAccountWords()
  if (state.kind === 'loading') return <Bones text={words.loading} />
  if (state.kind === 'failed')
    return (
      <div class="panel panel-failed">
        <p>
          <strong>{words.failed}</strong>
        </p>
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

export function Fact({ label, children }: { label: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
