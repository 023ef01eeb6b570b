import type { DeskDoor } from '../door.ts'

import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

export const DeskContext = createContext<DeskDoor | null>(null)

export function useDesk(): DeskDoor {
  const door = useContext(DeskContext)
  if (door === null) throw new Error('A component was drawn outside of DeskContext')
  return door
}
