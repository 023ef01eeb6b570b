import type { LogRoute } from '../pages/lazy-log.tsx'
import type { Admin } from '../context.ts'
import type { LogContextValue } from './context.ts'
import type { Clock } from '../../models/clock.ts'

import { computed, effect } from '@preact/signals'
import { useEffect, useLayoutEffect } from 'preact/hooks'

import { useApp } from '../../context.ts'
import { useAdmin } from '../context.ts'
import { LogContext } from './context.ts'
import { makeLogDoor } from './door.ts'
import { LogModel } from './models/log.ts'
import { ViewModel } from './models/view.ts'
import { WindowModel } from './models/window.ts'
import { LogPage } from './ui/log-page.tsx'
import './log.css'

let models: LogContextValue | null = null

/** What was read stays while other screens are open, and goes with the session. */
function makeModels({ env, session, watches }: Admin, clock: Clock): LogContextValue {
  const log = new LogModel(env, { door: makeLogDoor(() => session.lose()), clock })
  const named = computed(() => (watches.state.value.kind === 'shown' ? watches.state.value.watches : []))
  const view = new ViewModel({ log, watches: named })
  effect(() => {
    if (session.state.value.kind !== 'in') log.clear()
  })
  return { log, view, rows: new WindowModel(view.items) }
}

export function Log({ route }: { route: LogRoute }) {
  const admin = useAdmin()
  const { clock } = useApp()
  models ??= makeModels(admin, clock)
  const { log, view } = models
  const { page: _, ...filter } = route
  useLayoutEffect(() => view.choose(filter), [route])
  useEffect(() => {
    log.start()
    return () => log.stop()
  }, [])
  return (
    <LogContext.Provider value={models}>
      <LogPage />
    </LogContext.Provider>
  )
}
