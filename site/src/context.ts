import type { Words } from './locales/fr.ts'
import type { Clock } from './models/clock.ts'
import type { LanguageChoice } from './models/language.ts'
import type { StatusModel } from './models/status.ts'
import type { Signal } from '@preact/signals'

import { signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

export type App = {
  clock: Clock
  choice: LanguageChoice
}

type Status = InstanceType<typeof StatusModel>

/** What every page has. */
export const AppContext = createContext<App | null>(null)
/** What the public page has on top. */
export const StatusContext = createContext<Status | null>(null)

/** The match for which somebody wants to be told; new with each press of a card. */
export type Wanted = Signal<{ id: string } | null>
export const WantedContext = createContext<Wanted>(signal(null))

export function useApp(): App {
  const app = useContext(AppContext)
  if (app === null) throw new Error('A component was drawn outside of AppContext')
  return app
}

export function useStatus(): Status {
  const status = useContext(StatusContext)
  if (status === null) throw new Error('A component was drawn outside of StatusContext')
  return status
}

export function useWords(): Words {
  return useApp().choice.words.value
}
