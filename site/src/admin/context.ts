import type { AdminWords } from './locales/fr.ts'
import type { Checks } from './models/checks.ts'
import type { Forms } from './models/forms.ts'
import type { Looks } from './models/looks.ts'
import type { Route } from './models/route.ts'
import type { SessionModel } from './models/session.ts'
import type { WatchesModel } from './models/watches.ts'
import type { Environment } from '../environment.ts'
import type { Door } from './door.ts'
import type { ReadonlySignal } from '@preact/signals'

import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

export type Admin = {
  env: Environment
  door: Door
  /** Grows whenever something happened at the relay. */
  news: ReadonlySignal<number>
  words: ReadonlySignal<AdminWords>
  session: InstanceType<typeof SessionModel>
  watches: InstanceType<typeof WatchesModel>
  checks: Checks
  looks: Looks
  forms: Forms
  route: ReadonlySignal<Route>
  go: (route: Route) => void
  /** Says a sentence to whoever does not look at the screen. */
  say: (sentence: string) => void
}

export const AdminContext = createContext<Admin | null>(null)

export function useAdmin(): Admin {
  const admin = useContext(AdminContext)
  if (admin === null) throw new Error('A component was drawn outside of AdminContext')
  return admin
}

export function useAdminWords(): AdminWords {
  return useAdmin().words.value
}
