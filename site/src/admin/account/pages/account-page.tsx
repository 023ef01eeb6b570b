import type { AccountFacts } from '../door.ts'
import type { Remote } from '../../desk/models/remote.ts'

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

import { OpeningHeading } from '../../ui/heading.tsx'
import { useAccountDoor } from '../context.ts'
import { useAccountWords } from '../locales/words.ts'
import { AskOnce } from '../ui/ask-once.tsx'
import { Codes } from '../ui/codes.tsx'
import { Keys } from '../ui/keys.tsx'
import { Once } from '../ui/once.tsx'
import { Part } from '../ui/part.tsx'
import { Passkeys } from '../ui/passkeys.tsx'
import { Sessions } from '../ui/sessions.tsx'

/** How one comes in here, who came in, and what comes in for them. */
export function AccountPage() {
  const door = useAccountDoor()
  const words = useAccountWords()
  const state = useSignal<Remote<AccountFacts>>({ kind: 'loading' })
  const codes = useSignal<readonly string[] | null>(null)
  const sync = async () => {
    const answer = await door.account()
    const before = state.value
    if (answer.ok) state.value = { kind: 'shown', value: answer.value, trouble: null }
    else if (before.kind === 'shown') state.value = { ...before, trouble: answer.trouble }
    else state.value = { kind: 'failed', trouble: answer.trouble }
  }
  useEffect(() => void sync(), [])
  const changes = {
    onChanged: () => void sync(),
    onRecovery: (fresh: readonly string[]) => {
      codes.value = fresh
    },
  }
  return (
    <section class="screen">
      <div class="screen-head">
        <div>
          <OpeningHeading>{words.title}</OpeningHeading>
          <p class="hint">{words.lead}</p>
        </div>
      </div>
      {codes.value !== null && (
        <Once
          title={words.recovery.fresh}
          text={words.recovery.once}
          kept={words.recovery.kept}
          secrets={codes.value}
          onKept={() => {
            codes.value = null
          }}
        />
      )}
      <Part
        state={state.value}
        words={words}
        onRetry={() => {
          state.value = { kind: 'loading' }
          void sync()
        }}
      >
        {(account) => <Ways account={account} {...changes} />}
      </Part>
      <Sessions />
      <Keys />
    </section>
  )
}

type WaysProps = {
  account: AccountFacts
  onChanged: () => void
  onRecovery: (codes: readonly string[]) => void
}

function Ways({ account, ...changes }: WaysProps) {
  const door = useAccountDoor()
  const words = useAccountWords()
  const { passkeys, codesSince, recoveryLeft } = account
  const hasTwo = passkeys.length > 0 || codesSince !== null
  return (
    <>
      <p class={hasTwo ? 'guard guard-two' : 'guard'}>{hasTwo ? words.now.two : words.now.one}</p>
      <Passkeys passkeys={passkeys} {...changes} />
      <Codes since={codesSince} {...changes} />
      {hasTwo && (
        <section class="part" aria-labelledby="recovery-title">
          <h2 id="recovery-title">{words.recovery.title}</h2>
          <p class={recoveryLeft === 0 ? 'wrong' : undefined}>{words.recovery.left(recoveryLeft)}</p>
          <div class="buttons">
            <AskOnce
              open={words.recovery.renew}
              title={words.recovery.renewTitle}
              text={words.recovery.renewText}
              yes={words.recovery.yes}
              done={() => words.recovery.fresh}
              send={() => door.renewRecovery()}
              onDone={(value) => {
                if (value !== null) changes.onRecovery(value.recovery)
                changes.onChanged()
              }}
            />
          </div>
        </section>
      )}
    </>
  )
}
