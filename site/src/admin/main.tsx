import { computed, effect, signal } from '@preact/signals'
import { render } from 'preact'

import { bindRegion } from '../bind-region.ts'
import { AppContext } from '../context.ts'
import { AnnouncerModel } from '../models/announcer.ts'
import { ClockModel } from '../models/clock.ts'
import { LanguageModel } from '../models/language.ts'
import { realEnvironment as env } from '../real-environment.ts'
import { AdminContext } from './context.ts'
import { keepPlace } from './keep-place.ts'
import { ADMIN_DICTIONARIES } from './locales/words.ts'
import { ChecksModel } from './models/checks.ts'
import { makeForms } from './models/forms.ts'
import { LooksModel } from './models/looks.ts'
import { screenName } from './models/nav.ts'
import { hrefOf, parseRoute } from './models/route.ts'
import { SessionModel } from './models/session.ts'
import { WatchesModel } from './models/watches.ts'
import { Shell } from './pages/shell.tsx'
import { makeDoor } from './real-door.ts'

const asked = new URLSearchParams(location.search).get('lang')
const choice = new LanguageModel(env, { asked, preferred: navigator.languages })
const words = computed(() => ADMIN_DICTIONARIES[choice.language.value])
const clock = new ClockModel(env)
const announcer = new AnnouncerModel(choice.words)
const say = (sentence: string) => announcer.say(sentence)
const route = signal(parseRoute(location.hash))
const findPlace = keepPlace()
addEventListener('hashchange', () => {
  route.value = parseRoute(location.hash)
  findPlace()
})

const news = signal(0)

const looks = new LooksModel()

const door = makeDoor(() => session.lose())
const watches = new WatchesModel(env, {
  door,
  clock,
  onRead: (before, after) => {
    announcer.witness(
      before === null ? null : before.map(({ status }) => status),
      after.map(({ status }) => status),
    )
  },
  onNews: () => {
    news.value += 1
  },
  onStep: (step) => looks.hear(step),
})
const checks = new ChecksModel(env, {
  door,
  clock,
  looks,
  onDone: ({ name, status }) => {
    say(words.value.check.result(name, choice.words.value.verdict[status.verdict.state]))
    void watches.sync()
  },
})
const session = new SessionModel({
  door,
  clock,
  onIn: () => watches.start(),
  onOut: () => watches.stop(),
})

function titleOfScreen(): string {
  const { signIn, list } = words.value
  if (session.state.value.kind !== 'in') return signIn.title
  const open = route.value
  if (open.page !== 'watch') return screenName(words.value, open.page)
  if (watches.state.value.kind !== 'shown') return list.title
  return watches.state.value.watches.find(({ id }) => id === open.id)?.name ?? list.title
}

effect(() => {
  document.title = words.value.title(titleOfScreen())
  document.documentElement.lang = choice.language.value
})
bindRegion('urgent', announcer.urgent)
bindRegion('polite', announcer.polite)

const root = document.getElementById('app')
if (root !== null) {
  const admin = {
    env,
    door,
    news,
    words,
    session,
    watches,
    checks,
    looks,
    forms: makeForms(door, clock),
    route,
    say,
    go: (to: Parameters<typeof hrefOf>[0]) => {
      location.hash = hrefOf(to)
    },
  }
  render(
    <AppContext.Provider value={{ clock, choice }}>
      <AdminContext.Provider value={admin}>
        <Shell />
      </AdminContext.Provider>
    </AppContext.Provider>,
    root,
  )
}
void session.begin()
