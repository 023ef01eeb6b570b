import type { DeskRoute } from '../pages/lazy-desk.tsx'

import { useAdmin } from '../context.ts'
import { makeDeskDoor } from './door.ts'
import { Devices } from './pages/devices.tsx'
import { Rules } from './pages/rules.tsx'
import { Templates } from './pages/templates.tsx'
import { DeskContext } from './ui/desk-context.ts'
import './desk.css'

let door: ReturnType<typeof makeDeskDoor> | null = null

/** The screens of the operator's desk. */
export function Desk({ route }: { route: DeskRoute }) {
  const { session } = useAdmin()
  door ??= makeDeskDoor(() => session.lose())
  return (
    <DeskContext.Provider value={door}>
      <Screen route={route} />
    </DeskContext.Provider>
  )
}

function Screen({ route }: { route: DeskRoute }) {
  switch (route.page) {
    case 'devices':
      return <Devices code={route.code ?? ''} device={route.device ?? ''} />
    case 'rules':
      return <Rules />
    case 'templates':
      return <Templates />
  }
}
