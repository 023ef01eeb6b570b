import type { Invitation } from '../models/invitation.ts'

import { Heading } from '../ui/heading.tsx'
import { TroubleNote } from '../ui/trouble.tsx'
import { useOwnWords } from './locales/words.ts'
import { PasteLink } from './paste-link.tsx'

type Props = {
  invitation: Invitation
  /** The secret of this browser's own notifications. */
  here: string | null
}

/** The link for a second person was opened. Nothing is kept before they say yes. */
export function InvitationPanel({ invitation, here }: Props) {
  const text = useOwnWords().invitation
  const state = invitation.state.value
  const bot = invitation.bot.value
  const isBusy = state.kind === 'busy'
  if (state.kind === 'accepted')
    return (
      <div class="panel">
        <Heading>{text.accepted}</Heading>
        <p>{text.acceptedText}</p>
      </div>
    )
  return (
    <>
      <Heading>{text.title}</Heading>
      <section class="card">
        <p>{text.lead}</p>
        <div role="status">{isBusy && <p class="hint">{text.busy}</p>}</div>
        {state.kind === 'asking' && <TroubleNote trouble={state.trouble} />}
        <div class="buttons">
          {bot !== null && (
            <a
              class="button button-main"
              href={invitation.botUrl(bot)}
              target="_blank"
              rel="noopener noreferrer"
            >
              {text.bot}
            </a>
          )}
          {here !== null && (
            <button
              type="button"
              class="button button-main"
              aria-disabled={isBusy}
              onClick={() => void invitation.accept(here)}
            >
              {text.here}
            </button>
          )}
        </div>
      </section>
      <section class="card" aria-labelledby="invitation-paste">
        <h2 id="invitation-paste">{text.paste}</h2>
        <PasteLink
          name="invitation-link"
          label={text.pasteLabel}
          action={text.accept}
          busy={isBusy}
          pasted={invitation.pasted}
          onSend={() => void invitation.acceptPasted()}
        />
        <p>{text.none}</p>
        <a class="button" href="/#alerts">
          {text.subscribe}
        </a>
      </section>
    </>
  )
}
