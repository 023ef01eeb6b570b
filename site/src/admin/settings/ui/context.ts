import type { Settings } from '../models/settings.ts'

import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

export const SettingsContext = createContext<Settings | null>(null)

export function useSettings(): Settings {
  const settings = useContext(SettingsContext)
  if (settings === null) throw new Error('A component was drawn outside of SettingsContext')
  return settings
}
