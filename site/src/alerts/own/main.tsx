import { effect, signal } from '@preact/signals'
import { render } from 'preact'

import type { Language } from '../../locales/words.ts'
import type { OwnLink } from '../models/own-link.ts'
import type { Named } from '../ui/pick-watches.tsx'

import { AppContext } from '../../context.ts'
import { ClockModel } from '../../models/clock.ts'
import { LanguageModel } from '../../models/language.ts'
import { realEnvironment as env } from '../../real-environment.ts'
import { ALERTS_DICTIONARIES } from '../locales/words.ts'
import { InvitationModel } from '../models/invitation.ts'
import { readOwnLink, tokenIn } from '../models/own-link.ts'
import { OwnModel } from '../models/own.ts'
import { REMEMBERED } from '../models/push.ts'
import { RecentModel } from '../models/recent.ts'
import { SecondModel } from '../models/second.ts'
import { makeAlertsDoor } from '../real-door.ts'
import { InvitationPanel } from './invitation.tsx'
import { OWN_DICTIONARIES } from './locales/words.ts'
import { OwnFrame, OwnPage } from './own-page.tsx'

const query = new URLSearchParams(location.search)
const choice = new LanguageModel(env, { asked: query.get('lang'), preferred: navigator.languages })
const clock = new ClockModel(env)
const link = readOwnLink(location.hash)
const door = makeAlertsDoor()
const remembered = tokenIn(env.recall(REMEMBERED) ?? '')
/** `null` until they could be read: none known is not none there. */
const watches = signal<readonly Named[] | null>(null)
const version = signal<string | null>(null)

async function readWatches() {
  const status = await env.readStatus()
  if (!status.ok) return
  clock.learn(status.status.at)
  watches.value = status.status.watches
  version.value = status.status.version
}

/** One's own subscription, and all that belongs to it. */
function openOwn({ token, alertId }: Extract<OwnLink, { kind: 'own' }>) {
  const own = new OwnModel(door, token)
  const recent = new RecentModel(door, { token, asked: alertId })
  const second = new SecondModel(door, { token, own })
  const here = remembered === token ? null : remembered
  const sync = async () => {
    if (watches.value === null) await readWatches()
    await own.sync()
    const { value } = own.state
    if (value.kind === 'shown' && value.subscription.state !== 'pending') await recent.sync()
  }
  env.onWake(() => {
    if (watches.value === null && own.state.value.kind === 'shown') void readWatches()
    if (own.state.value.kind === 'failed') void sync()
    else if (['shown', 'failed'].includes(recent.state.value.kind)) void recent.sync()
  })
  const draw = () => (
    <OwnPage
      own={own}
      beside={{ recent, second, here }}
      watches={watches.value}
      ending={query.has('fin')}
      retry={() => void sync()}
    />
  )
  return { sync, draw, title: (language: Language) => ALERTS_DICTIONARIES[language].own.pageTitle }
}

function openInvitation({ code }: Extract<OwnLink, { kind: 'second' }>) {
  const invitation = new InvitationModel(door, code)
  return {
    sync: () => Promise.all([readWatches(), invitation.begin()]),
    draw: () => <InvitationPanel invitation={invitation} here={remembered} />,
    title: (language: Language) => OWN_DICTIONARIES[language].invitation.pageTitle,
  }
}

const opened = link.kind === 'second' ? openInvitation(link) : openOwn(link)

effect(() => {
  document.title = opened.title(choice.language.value)
  document.documentElement.lang = choice.language.value
})
// Another link opened in the same tab is another subscription, or another alert of it.
addEventListener('hashchange', () => {
  const now = readOwnLink(location.hash)
  if (now.kind === 'second' || now.token !== '') location.reload()
})

function Page() {
  return (
    <AppContext.Provider value={{ clock, choice }}>
      <OwnFrame version={version.value}>{opened.draw()}</OwnFrame>
    </AppContext.Provider>
  )
}

const root = document.getElementById('app')
if (root !== null) render(<Page />, root)
void opened.sync()
