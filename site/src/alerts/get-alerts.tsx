import type { Trouble } from '../admin/trouble.ts'
import type { Wanted } from '../context.ts'
import type { Environment } from '../environment.ts'
import type { FirstChoices } from './door.ts'
import type { Named } from './ui/pick-watches.tsx'
import type { ComponentChildren } from 'preact'

import { useModel, useSignal, useSignalEffect } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'

import { useApp } from '../context.ts'
import { useFocusHome } from '../ui/use-focus-home.ts'
import { useRetryWhenLive } from '../ui/use-retry-when-live.ts'
import { useAlertsWords } from './locales/words.ts'
import { MailModel } from './models/mail.ts'
import { PickModel, chosenOf } from './models/pick.ts'
import { PushModel } from './models/push.ts'
import { WaysModel } from './models/ways.ts'
import { realPushDevice } from './push-device.ts'
import { makeAlertsDoor } from './real-door.ts'
import { ByExtension } from './ui/by-extension.tsx'
import { ByMail } from './ui/by-mail.tsx'
import { ByPush } from './ui/by-push.tsx'
import { ByTelegram } from './ui/by-telegram.tsx'
import { PickWatches } from './ui/pick-watches.tsx'
import { Privacy } from './ui/privacy.tsx'
import { TroubleNote } from './ui/trouble.tsx'
import './alerts.css'

const door = makeAlertsDoor()

type Props = {
  env: Environment
  watches: readonly Named[]
  /** The match whose card was left to come here. */
  wanted: Wanted
}

/** Every way to get alerts, each in one step. */
export function GetAlerts({ env, watches, wanted }: Props) {
  const { choice } = useApp()
  const words = useAlertsWords()
  const ways = useModel(() => new WaysModel(door))
  const push = useModel(() => new PushModel(env, { door, device: realPushDevice }))
  const mail = useModel(() => new MailModel(door))
  const pick = useModel(() => new PickModel('all'))
  const missing = useSignal(false)
  useEffect(() => {
    void ways.sync()
    void push.begin()
  }, [])
  useSignalEffect(() => {
    if (wanted.value !== null) pick.only(wanted.value.id)
  })
  const chosen = chosenOf(pick, watches)
  const choices = (): FirstChoices | null => {
    missing.value = chosen !== 'all' && chosen.length === 0
    if (missing.value) return null
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    return { locale: choice.language.value, timeZone, watches: chosen }
  }
  const state = ways.state.value
  useRetryWhenLive(state.kind === 'failed', () => void ways.sync())
  if (state.kind === 'loading')
    return (
      <p class="hint" aria-busy="true">
        {words.loading}
      </p>
    )
  if (state.kind === 'failed') return <Failed trouble={state.trouble} retry={() => void ways.sync()} />
  const { telegram, webPush, email } = state.ways
  return (
    <>
      <PickWatches
        name="alerts-watches"
        pick={pick}
        watches={watches}
        missing={missing.value && chosen.length === 0}
      />
      <Parts>
        {webPush && <ByPush push={push} choices={choices} />}
        {telegram !== null && (
          <ByTelegram bot={telegram.bot} watches={chosen} onClick={() => door.countTelegramClick()} />
        )}
        {email && <ByMail mail={mail} choices={choices} />}
        <ByExtension />
      </Parts>
      <Privacy />
    </>
  )
}

function Parts({ children }: { children: ComponentChildren }) {
  const parts = useRef<HTMLDivElement>(null)
  useFocusHome(parts)
  return (
    <div class="alerts-parts" ref={parts}>
      {children}
    </div>
  )
}

function Failed({ trouble, retry }: { trouble: Trouble; retry: () => void }) {
  const words = useAlertsWords()
  return (
    <div class="panel panel-failed">
      <h3>{words.failed}</h3>
      <TroubleNote trouble={trouble} />
      <button type="button" class="button button-main" onClick={retry}>
        {words.retry}
      </button>
    </div>
  )
}
