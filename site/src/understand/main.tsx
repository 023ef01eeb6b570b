import { effect } from '@preact/signals'
import { render } from 'preact'

import { AppContext } from '../context.ts'
import { ClockModel } from '../models/clock.ts'
import { LanguageModel } from '../models/language.ts'
import { realEnvironment as env } from '../real-environment.ts'
import { UnderstandPage } from './page.tsx'
import { UNDERSTAND_DICTIONARIES } from './words.ts'

const asked = new URLSearchParams(location.search).get('lang')
const choice = new LanguageModel(env, { asked, preferred: navigator.languages })
const clock = new ClockModel(env)

effect(() => {
  document.title = UNDERSTAND_DICTIONARIES[choice.language.value].pageTitle
  document.documentElement.lang = choice.language.value
})

const root = document.getElementById('app')
if (root !== null) {
  render(
    <AppContext.Provider value={{ clock, choice }}>
      <UnderstandPage />
    </AppContext.Provider>,
    root,
  )
}
// The chapter of the address was not there yet when the browser looked for it.
if (location.hash.length > 1) document.getElementById(location.hash.slice(1))?.scrollIntoView()
env.countVisit()
env.keepForOffline()
