import type { Second } from '../models/second.ts'
import type { Subscription } from '#core/subscription.ts'

import { useSignal } from '@preact/signals'

import { TroubleNote } from '../ui/trouble.tsx'
import { useOwnWords } from './locales/words.ts'
import { PasteLink } from './paste-link.tsx'

type Props = {
  second: Second
  subscription: Subscription
  /** The secret of this browser's own notifications, when they are another subscription than this one. */
  here: string | null
}

/** Who is told when this subscription does not answer. */
export function SecondPerson({ second, subscription, here }: Props) {
  const text = useOwnWords().second
  const state = second.state.value
  const isBusy = state.kind === 'busy'
  return (
    <section class="card" aria-labelledby="own-second">
      <h2 id="own-second">{text.title}</h2>
      <div role="status">
        <p>{isBusy ? text.busy : subscription.hasSecond ? text.on : text.none}</p>
      </div>
      {state.kind === 'idle' && <TroubleNote trouble={state.trouble} />}
      {subscription.hasSecond && (
        <button
          type="button"
          class="button button-risky"
          aria-disabled={isBusy}
          onClick={() => void second.drop()}
        >
          {text.drop}
        </button>
      )}
      <h3>{text.person}</h3>
      <p>{text.personLead}</p>
      {state.kind === 'link' ? (
        <LinkToSend url={state.url} hours={state.hours} />
      ) : (
        <button type="button" class="button" aria-disabled={isBusy} onClick={() => void second.makeLink()}>
          {text.make}
        </button>
      )}
      <h3>{text.way}</h3>
      {here !== null && (
        <button type="button" class="button" aria-disabled={isBusy} onClick={() => void second.use(here)}>
          {text.here}
        </button>
      )}
      <p id="second-lead">{text.wayLead}</p>
      <PasteLink
        name="second-link"
        label={text.pasteLabel}
        action={text.use}
        busy={isBusy}
        pasted={second.pasted}
        onSend={() => void second.usePasted()}
      />
    </section>
  )
}

function LinkToSend({ url, hours }: { url: string; hours: number }) {
  const text = useOwnWords().second
  const copied = useSignal(false)
  const copy = async () => {
    await navigator.clipboard.writeText(url)
    copied.value = true
  }
  return (
    <div class="form">
      <div class="field">
        <label for="second-made">{text.linkLabel}</label>
        <input
          id="second-made"
          type="text"
          readOnly
          value={url}
          ref={(field) => field?.focus()}
          onFocus={(event) => event.currentTarget.select()}
        />
      </div>
      <p class="hint">{text.link(hours)}</p>
      {'clipboard' in navigator && (
        <button type="button" class="button" onClick={() => void copy().catch(() => undefined)}>
          {text.copy}
        </button>
      )}
      <div role="status">{copied.value && <p class="alerts-done">{text.copied}</p>}</div>
    </div>
  )
}
