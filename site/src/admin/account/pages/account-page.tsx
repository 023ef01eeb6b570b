import type { AccountFacts } from '../door.ts'

import { useModel, useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'

import { useFocusHome } from '../../../ui/use-focus-home.ts'
import { useAdmin } from '../../context.ts'
import { makeShelf } from '../../desk/models/remote.ts'
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

const AccountShelf = makeShelf<AccountFacts>()

/** How one comes in here, who came in, and what comes in for them. */
export function AccountPage() {
  const door = useAccountDoor()
  const words = useAccountWords()
  const { env, news } = useAdmin()
  const codes = useSignal<readonly string[] | null>(null)
  const screen = useRef<HTMLElement>(null)
  useFocusHome(screen)
  const shelf = useModel(
    () =>
      new AccountShelf(env, {
        keyOf: () => 'account',
        news,
        async read() {
          const answer = await door.account()
          return answer.ok ? { ok: true, value: { rows: [answer.value], next: null } } : answer
        },
      }),
  )
  const sync = () => void shelf.sync()
  const changes = {
    onChanged: sync,
    onRecovery: (fresh: readonly string[]) => {
      codes.value = fresh
    },
  }
  return (
    <section class="screen" ref={screen}>
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
      <Part state={shelf.state.value} words={words} onRetry={sync}>
        {({ rows }) => rows.map((account) => <Ways account={account} {...changes} key="ways" />)}
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
