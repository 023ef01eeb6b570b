import { effect } from '@preact/signals'
import { render } from 'preact'

import { bindRegion } from './bind-region.ts'
import { AppContext, StatusContext } from './context.ts'
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
  const open = state.value.kind === 'shown' ? overviewAt(state.value.shown, clock.now.value).open : 0
  document.title = choice.words.value.title(open)
  document.documentElement.lang = choice.language.value
})

bindRegion('urgent', announcer.urgent)
bindRegion('polite', announcer.polite)

let earlierLink = ''
effect(() => {
  if (status.state.value.kind !== 'shown') return
  const link = choice.words.value.link[status.state.value.link]
  if (earlierLink !== '' && status.state.value.link !== 'catching-up') announcer.say(link)
  earlierLink = link
})

function draw() {
  const root = document.getElementById('app')
  if (root === null) return
  render(
    <AppContext.Provider value={{ clock, choice }}>
      <StatusContext.Provider value={status}>
        <StatusPage env={env} />
      </StatusContext.Provider>
    </AppContext.Provider>,
    root,
  )
  env.keepForOffline()
  env.countVisit()
}

void status.sync()
// In a task of its own: on a slow phone the page hears a tap in between.
setTimeout(draw)
