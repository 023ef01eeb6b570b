import { effect, signal } from '@preact/signals'
import { render } from 'preact'

import type { Named } from '../ui/pick-watches.tsx'

import { AppContext } from '../../context.ts'
import { ClockModel } from '../../models/clock.ts'
import { LanguageModel } from '../../models/language.ts'
import { realEnvironment as env } from '../../real-environment.ts'
import { ALERTS_DICTIONARIES } from '../locales/words.ts'
import { OwnModel } from '../models/own.ts'
import { makeAlertsDoor } from '../real-door.ts'
import { OwnPage } from './own-page.tsx'

const query = new URLSearchParams(location.search)
const choice = new LanguageModel(env, { asked: query.get('lang'), preferred: navigator.languages })
const clock = new ClockModel(env)
const own = new OwnModel(makeAlertsDoor(), location.hash.slice(1))
const watches = signal<readonly Named[]>([])
const version = signal<string | null>(null)

effect(() => {
  document.title = ALERTS_DICTIONARIES[choice.language.value].own.pageTitle
  document.documentElement.lang = choice.language.value
})
// Another link opened in the same tab is another subscription.
addEventListener('hashchange', () => {
  if (/^#[\w-]{22}$/.test(location.hash)) location.reload()
})

async function begin() {
  const status = await env.readStatus()
  if (status.ok) {
    clock.learn(status.status.at)
    watches.value = status.status.watches
    version.value = status.status.version
  }
  await own.sync()
}

function Page() {
  return (
    <AppContext.Provider value={{ clock, choice }}>
      <OwnPage own={own} watches={watches.value} version={version.value} ending={query.has('fin')} />
    </AppContext.Provider>
  )
}

const root = document.getElementById('app')
if (root !== null) render(<Page />, root)
void begin()
