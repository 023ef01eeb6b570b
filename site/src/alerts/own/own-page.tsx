import type { Named } from '../ui/pick-watches.tsx'
import type { Own, OwnState } from '../models/own.ts'
import type { Recent } from '../models/recent.ts'
import type { Second } from '../models/second.ts'

import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'

import { useWords } from '../../context.ts'
import { Footer } from '../../ui/footer.tsx'
import { Header } from '../../ui/header.tsx'
import { useFocusHome } from '../../ui/use-focus-home.ts'
import { useAlertsWords } from '../locales/words.ts'
import { Heading } from '../ui/heading.tsx'
import { Privacy } from '../ui/privacy.tsx'
import { TroubleNote } from '../ui/trouble.tsx'
import { ChoicesForm } from './choices-form.tsx'
import { Pause } from './pause.tsx'
import { RecentAlerts } from './recent.tsx'
import { SecondPerson } from './second.tsx'

/** What is read beside the subscription itself. `here`: the secret of this browser's own notifications. */
type Beside = { recent: Recent; second: Second; here: string | null }

type Props = {
  own: Own
  beside: Beside
  /** `null` when they could not be read. */
  watches: readonly Named[] | null
  ending: boolean
  /** Reads again all that this page shows. */
  retry: () => void
}

type FrameProps = { version: string | null; children: preact.ComponentChildren }

/** What stands around each of these pages. */
export function OwnFrame({ version, children }: FrameProps) {
  const words = useAlertsWords().own
  const page = useRef<HTMLDivElement>(null)
  useFocusHome(page)
  return (
    <>
      <Header home="/">
        <a class="back" href="/">
          {words.home}
        </a>
      </Header>
      <main>
        <div class="choices-page" ref={page}>
          {children}
          <Privacy />
        </div>
      </main>
      <Footer version={version} />
    </>
  )
}

/** One's own subscription. `ending`: opened from a mail's link to end it. */
export function OwnPage(props: Props) {
  const { own, retry } = props
  const state: OwnState = own.state.value
  const words = useAlertsWords()
  const text = words.own
  switch (state.kind) {
    case 'loading':
      return (
        <>
          <h1>{text.title}</h1>
          <p aria-busy="true">{text.loading}</p>
        </>
      )
    case 'failed':
      return (
        <div class="panel panel-failed">
          <Heading>{text.failed}</Heading>
          <TroubleNote trouble={state.trouble} />
          <button type="button" class="button button-main" onClick={retry}>
            {words.retry}
          </button>
        </div>
      )
    case 'gone':
      return <Ended title={text.gone} lead={text.goneText} />
    case 'erased':
      return <Ended title={text.erased} lead={text.erasedText} />
    default:
      state satisfies { kind: 'shown' }
      return <Shown {...props} state={state} />
  }
}

function Ended({ title, lead }: { title: string; lead: string }) {
  const { again } = useAlertsWords().own
  return (
    <div class="panel">
      <Heading>{title}</Heading>
      <p>{lead}</p>
      <a class="button button-main" href="/#alerts">
        {again}
      </a>
    </div>
  )
}

type ShownProps = Props & { state: Extract<OwnState, { kind: 'shown' }> }

function Shown({ own, state, beside, watches, ending, retry }: ShownProps) {
  const words = useAlertsWords()
  const text = words.own
  const { subscription, doing } = state
  const { channel, address } = subscription
  const isPending = subscription.state === 'pending'
  return (
    <>
      <Heading>{text.title}</Heading>
      {!isPending && !ending && <RecentAlerts recent={beside.recent} />}
      <section class="card">
        <p>
          <strong>{text.to[channel]}</strong> {address}
        </p>
        <p role="status" class={subscription.state === 'active' ? 'alerts-done' : 'wrong'}>
          {text.state[subscription.state]}
        </p>
        {isPending && !ending && (
          <>
            <p>{text.confirmLead}</p>
            <button
              type="button"
              class="button button-main"
              aria-disabled={doing === 'confirming'}
              onClick={() => void own.confirm()}
            >
              {doing === 'confirming' ? text.confirming : text.confirm}
            </button>
          </>
        )}
        {state.trouble !== null && <TroubleNote trouble={state.trouble} />}
        {ending && <Erase own={own} doing={doing} asked={true} />}
      </section>
      {!isPending && !ending && <Pause own={own} subscription={subscription} />}
      {!ending && watches === null && <Unlisted retry={retry} />}
      {!ending && watches !== null && (
        <ChoicesForm own={own} state={state} watches={watches} key={subscription.channel} />
      )}
      {!isPending && !ending && (
        <SecondPerson second={beside.second} subscription={subscription} here={beside.here} />
      )}
      <section class="card" aria-labelledby="own-data">
        <h2 id="own-data">{text.data}</h2>
        <a class="button" href={own.exportUrl()} download>
          {text.download}
        </a>
        {!ending && <Erase own={own} doing={doing} asked={false} />}
      </section>
    </>
  )
}

/** Without the matches a choice of them would be kept as none. */
function Unlisted({ retry }: Pick<Props, 'retry'>) {
  const { failed } = useWords()
  return (
    <div class="panel panel-failed">
      <p role="alert">{failed.title}.</p>
      <button type="button" class="button button-main" onClick={retry}>
        {failed.retry}
      </button>
    </div>
  )
}

type EraseProps = { own: Own; doing: Extract<OwnState, { kind: 'shown' }>['doing']; asked: boolean }

/** Asks once before everything is forgotten. */
function Erase({ own, doing, asked }: EraseProps) {
  const text = useAlertsWords().own
  const asking = useSignal(asked)
  if (!asking.value)
    return (
      <button
        type="button"
        class="button button-risky"
        onClick={() => {
          asking.value = true
        }}
      >
        {text.erase}
      </button>
    )
  return (
    <div role="group" aria-labelledby="erase-ask" class="form">
      <p id="erase-ask">
        <strong>{text.eraseAsk}</strong>
      </p>
      <div class="buttons">
        <button
          type="button"
          class="button button-danger"
          aria-disabled={doing === 'erasing'}
          onClick={() => void own.erase()}
        >
          {doing === 'erasing' ? text.erasing : text.eraseYes}
        </button>
        {asked ? (
          <a class="button" href="/">
            {text.eraseNo}
          </a>
        ) : (
          <button
            type="button"
            class="button"
            ref={(button) => button?.focus()}
            onClick={() => {
              asking.value = false
            }}
          >
            {text.eraseNo}
          </button>
        )}
      </div>
    </div>
  )
}
