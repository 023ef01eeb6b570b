import { useSignal } from '@preact/signals'

import { useAdmin } from '../../context.ts'
import { OpeningHeading } from '../../ui/heading.tsx'
import { useAccountWords } from '../locales/words.ts'

type Props = { title: string; text: string; kept: string; secrets: readonly string[]; onKept: () => void }

/** Secrets that are shown this once: to copy, then to put away. */
export function Once({ title, text, kept, secrets, onKept }: Props) {
  const { say } = useAdmin()
  const words = useAccountWords()
  const told = useSignal('')
  const copy = async () => {
    told.value = await navigator.clipboard.writeText(secrets.join('\n')).then(
      () => words.copied,
      () => words.copyFailed,
    )
    say(told.value)
  }
  return (
    <div class="card once">
      <OpeningHeading level={2}>{title}</OpeningHeading>
      <p>{text}</p>
      <ul class="secrets">
        {secrets.map((secret) => (
          <li key={secret}>
            <code>{secret}</code>
          </li>
        ))}
      </ul>
      <div class="buttons">
        <button type="button" class="button" onClick={() => void copy()}>
          {words.copy}
        </button>
        <button type="button" class="button button-main" onClick={onKept}>
          {kept}
        </button>
      </div>
      {told.value !== '' && <p class="hint">{told.value}</p>}
    </div>
  )
}
