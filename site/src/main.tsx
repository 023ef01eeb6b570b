import { effect } from '@preact/signals'
import { render } from 'preact'

import { AppContext } from './context.ts'
import { AnnouncerModel } from './models/announcer.ts'
import { ClockModel } from './models/clock.ts'
import { LanguageModel } from './models/language.ts'
import { overviewAt } from './models/lookout.ts'
import { StatusModel } from './models/status.ts'
import { StatusPage } from './pages/status.tsx'
import { realEnvironment as env } from './real-environment.ts'

const asked = new URLSearchParams(location.search).get('lang')
const choice = new LanguageModel(env, { asked, preferred: navigator.languages })
const clock = new ClockModel(env)
const announcer = new AnnouncerModel(choice.words)
const status = new StatusModel(env, { clock, onShown: announcer.witness })

effect(() => {
  const { state } = status
  const open = state.value.kind === 'shown' ? overviewAt(state.value.shown.watches, clock.now.value).open : 0
  document.title = choice.words.value.title(open)
  document.documentElement.lang = choice.language.value
})

for (const name of ['urgent', 'polite'] as const) {
  effect(() => {
    const region = document.getElementById(name)
    const announcement = announcer[name].value
    if (region === null || announcement === null) return
    const paragraph = document.createElement('p')
    paragraph.textContent = announcement.sentence
    region.replaceChildren(paragraph)
  })
}

let earlierLink = ''
effect(() => {
  if (status.state.value.kind !== 'shown') return
  const link = choice.words.value.link[status.state.value.link]
  if (earlierLink !== '' && status.state.value.link !== 'catching-up') announcer.say(link)
  earlierLink = link
})

const root = document.getElementById('app')
if (root !== null) {
  render(
    <AppContext.Provider value={{ clock, choice, status }}>
      <StatusPage />
    </AppContext.Provider>,
    root,
  )
}
void status.sync()
env.countVisit()
