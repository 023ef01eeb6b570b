import type { DeviceChange, DeviceLine } from '../device-door.ts'

import { useSignal } from '@preact/signals'

import { useWords } from '../../../context.ts'
import { moment } from '../../../models/times.ts'
import { Ago } from '../../../ui/ago.tsx'
import { useAdmin } from '../../context.ts'
import { hrefOf } from '../../models/route.ts'
import { isGone } from '../../trouble.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useDeskWords } from '../locales/words.ts'
import { useAct } from './act.tsx'
import { useDesk } from './desk-context.ts'

/** `isOne`: it stands alone, with its history below. `heard`: any browser is. */
type Props = { device: DeviceLine; isOne: boolean; heard: boolean; onChanged: () => void }

/** One browser: whose, how far it is believed, and what can be done. */
export function DeviceRow({ device, isOne, heard, onChanged }: Props) {
  const words = useDeskWords().devices
  const { id, label, owner, state, standing, own } = device
  const heading = `device-${id}`
  return (
    <li class="card row" aria-labelledby={heading}>
      <div class="card-head">
        <div>
          <h2 id={heading}>
            {label} <span class="masked">{owner}</span>
          </h2>
          <p class={heard && state === 'active' && standing !== 'doubted' ? 'right' : 'wrong'}>
            {heard || state !== 'active' ? words.state[state] : words.unheard}
            {state === 'active' && ` · ${words.standing[standing]}`}
          </p>
        </div>
        {own && <p class="chip">{words.own}</p>}
      </div>
      <Facts device={device} />
      {!isOne && (
        <p>
          <a class="back-plain" href={hrefOf({ page: 'devices', device: id })}>
            {words.history}
            <span class="unseen"> {label}</span>
          </a>
        </p>
      )}
      {state !== 'revoked' && <Acts device={device} onChanged={onChanged} />}
    </li>
  )
}

function Facts({ device }: { device: DeviceLine }) {
  const { locale } = useWords()
  const words = useDeskWords().devices
  const { fingerprint, version, score, taken, confirmed, contradicted, lastContactAt, createdAt } = device
  return (
    <dl class="row-facts">
      <Fact label={words.reports}>{words.counts(taken, confirmed, contradicted)}</Fact>
      <Fact label={words.score}>{new Intl.NumberFormat(locale).format(score)}</Fact>
      <Fact label={words.lastContact}>
        <Ago at={lastContactAt} />
      </Fact>
      <Fact label={words.since}>{moment(createdAt, locale)}</Fact>
      <Fact label={words.version}>{version}</Fact>
      <Fact label={words.fingerprint}>
        <span class="code">{fingerprint}</span>
      </Fact>
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Acts({ device, onChanged }: Omit<Props, 'isOne' | 'heard'>) {
  const door = useDesk()
  const words = useDeskWords().devices
  const act = useAct()
  const asking = useSignal(false)
  const { id, state, own } = device
  const isMuted = state === 'muted'
  const change = async (json: DeviceChange) => {
    await act.run(() => door.changeDevice(id, json))
    onChanged()
  }
  return (
    <>
      {isMuted && <p class="hint">{words.muteHint}</p>}
      {act.trouble.value !== null && <TroubleBox trouble={act.trouble.value} />}
      <div class="buttons">
        <button
          type="button"
          class="button"
          aria-disabled={act.busy.value}
          onClick={() => void change({ muted: !isMuted })}
        >
          {isMuted ? words.unmute : words.mute}
        </button>
        <button
          type="button"
          class="button"
          aria-disabled={act.busy.value}
          onClick={() => void change({ own: !own })}
        >
          {own ? words.untrust : words.trust}
        </button>
        <button
          type="button"
          class="button button-risky"
          onClick={() => {
            asking.value = true
          }}
        >
          {words.revoke}
        </button>
      </div>
      {asking.value && (
        <AskRevoke
          id={id}
          onRevoked={onChanged}
          onClose={() => {
            asking.value = false
          }}
        />
      )}
    </>
  )
}

type AskProps = { id: string; onRevoked: () => void; onClose: () => void }

function AskRevoke({ id, onRevoked, onClose }: AskProps) {
  const { say } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().devices
  const gone = useSignal(false)
  const run = async () => {
    const answer = await door.revokeDevice(id)
    if (!answer.ok && !isGone(answer.trouble)) return answer.trouble
    gone.value = true
    say(words.revoked)
    onRevoked()
    return null
  }
  const close = () => {
    onClose()
    // The button that asked goes with what it could do.
    if (gone.value) document.getElementById('content')?.focus({ preventScroll: true })
  }
  return <Confirm title={words.revokeTitle} text={words.revokeText} run={run} onClose={close} />
}
