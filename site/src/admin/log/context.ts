import type { Log } from './models/log.ts'
import type { View } from './models/view.ts'
import type { LogWindow } from './models/window.ts'

import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

export type LogContextValue = { log: Log; view: View; rows: LogWindow }

export const LogContext = createContext<LogContextValue | null>(null)

export function useLog(): LogContextValue {
  const log = useContext(LogContext)
  if (log === null) throw new Error('A component was drawn outside of LogContext')
  return log
}
