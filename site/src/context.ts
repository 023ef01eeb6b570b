import type { Words } from './locales/fr.ts'
import type { Clock } from './models/clock.ts'
import type { LanguageChoice } from './models/language.ts'
import type { StatusModel } from './models/status.ts'

import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

export type App = {
  clock: Clock
  choice: LanguageChoice
  status: InstanceType<typeof StatusModel>
}

export const AppContext = createContext<App | null>(null)

export function useApp(): App {
  const app = useContext(AppContext)
  if (app === null) throw new Error('A component was drawn outside of AppContext')
  return app
}

export function useWords(): Words {
  return useApp().choice.words.value
}
