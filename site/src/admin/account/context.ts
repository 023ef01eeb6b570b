import type { AccountDoor } from './door.ts'

import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

export const AccountContext = createContext<AccountDoor | null>(null)

export function useAccountDoor(): AccountDoor {
  const door = useContext(AccountContext)
  if (door === null) throw new Error('A component was drawn outside of AccountContext')
  return door
}
