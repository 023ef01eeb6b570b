import type { Pairing as PairingOf } from '../../known.ts'
import type { SectionProps } from './context.ts'

import { useState } from 'preact/hooks'

import { safeLink } from '#core/safe-link.ts'

import { clock } from '../../models/times.ts'
import { Qr } from './qr.tsx'
import { Switch } from './section.tsx'

export function Pairing(props: SectionProps) {
  const { known } = props
  const { pairing } = known.relay
  const words = props.words.pairing
  return (
    <section class="inner" data-row="pairing" aria-labelledby="pairing-title">
      <h3 id="pairing-title" tabIndex={-1}>
        {words.title}
      </h3>
      <p>{words.lead}</p>
      <p class="state" role="status">
        {words.state[pairing.state]}
      </p>
      {pairing.state === 'pending' && <Pending {...props} pairing={pairing} />}
      {pairing.state === 'approved' && <Approved {...props} pairing={pairing} />}
      {pairing.state !== 'pending' && pairing.state !== 'approved' && <Start {...props} />}
    </section>
  )
}

/** Consent, where the browser asks for it apart, comes first in the click. */
function Start({ desk, known, words }: SectionProps) {
  const { pairing } = known.relay
  const [isAsking, setAsking] = useState(false)
  const [problem, setProblem] = useState('')
  const pair = async () => {
    const consent = await desk.door.requestReporting()
    setAsking(true)
    setProblem('')
    if (!consent) await desk.change({ reports: false })
    const answer = await desk.ask({ type: 'pair', relay: known.relay.origin ?? '' })
    setAsking(false)
    if (answer === null || !answer.done) {
      setProblem(words.relay.problem[answer?.problem?.kind ?? 'unreachable'])
    }
  }
  return (
    <>
      <button type="button" class="strong" aria-busy={isAsking} onClick={() => void pair()}>
        {pairing.state === 'none' ? words.pairing.start : words.pairing.again}
      </button>
      <p role="status" class="wrong">
        {problem}
      </p>
    </>
  )
}

type PendingProps = SectionProps & { pairing: Extract<PairingOf, { state: 'pending' }> }

function Pending({ desk, pairing, words: { pairing: words, locale, newTab } }: PendingProps) {
  const [copied, setCopied] = useState(false)
  const link = safeLink(pairing.approveUrl)
  const copy = async () => {
    await navigator.clipboard.writeText(pairing.userCode)
    setCopied(true)
  }
  return (
    <div class="pending">
      <div class="field">
        <p>{words.how}</p>
        {link !== null && (
          <a class="act strong" href={link.href} target="_blank" rel="noopener noreferrer">
            {words.open} <span class="unseen">{newTab}</span>
          </a>
        )}
        {link !== null && <p class="seen address">{link.href}</p>}
        <p id="code-label">{words.code}</p>
        <p class="code" aria-labelledby="code-label">
          {pairing.userCode}
        </p>
        <p class="seen">{words.fingerprint(pairing.fingerprint)}</p>
        <p class="seen">{words.until(clock(pairing.expiresAt, { now: desk.page.state.now, locale }))}</p>
        <div class="acts">
          <button type="button" class="plain" onClick={() => void copy()}>
            {words.copy}
          </button>
          <button type="button" class="plain" onClick={() => void desk.ask({ type: 'unpair' })}>
            {words.cancel}
          </button>
        </div>
        <p role="status" class="answer">
          {copied && words.copied}
        </p>
      </div>
      {link !== null && <Qr text={link.href} label={words.qr} />}
    </div>
  )
}

type ApprovedProps = SectionProps & { pairing: Extract<PairingOf, { state: 'approved' }> }

function Approved({ desk, known, pairing, words: { pairing: words, locale } }: ApprovedProps) {
  const { settings, relay } = known
  const { trouble, push } = relay
  const now = desk.page.state.now
  return (
    <>
      <p>{words.device(pairing.label, clock(pairing.since, { now, locale }))}</p>
      {trouble?.kind === 'clock' && (
        <p class="trouble">{words.clock(Math.max(1, Math.round(Math.abs(trouble.aheadMs) / 60_000)))}</p>
      )}
      {trouble?.kind === 'refused' && <p class="trouble">{words.refused}</p>}
      <Switch
        checked={settings.reports}
        label={words.reports}
        set={(reports) => void setReports({ desk, reports })}
      />
      <Switch
        checked={settings.push}
        label={words.push}
        help={words.pushHelp}
        set={(on) => void desk.change({ push: on })}
      />
      {settings.push && push.state !== 'off' && <p class="seen">{words.pushState[push.state]}</p>}
      <button type="button" class="plain risky" onClick={() => void desk.ask({ type: 'unpair' })}>
        {words.stop}
      </button>
    </>
  )
}

async function setReports({ desk, reports }: Pick<SectionProps, 'desk'> & { reports: boolean }) {
  const consent = !reports || (await desk.door.requestReporting())
  await desk.change({ reports: reports && consent })
}
