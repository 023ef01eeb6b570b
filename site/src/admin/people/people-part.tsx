import type { PeopleAndAlerts } from '../pages/lazy-people.tsx'

import { useAdmin } from '../context.ts'
import { makeDeskDoor } from '../desk/door.ts'
import { DeskContext } from '../desk/ui/desk-context.ts'
import { People } from './pages/people.tsx'
import { OnePerson } from './pages/person.tsx'
import { Trail } from './pages/trail.tsx'
import '../desk/desk.css'
import './people.css'

let door: ReturnType<typeof makeDeskDoor> | null = null

/** Who gets alerts, and what became of each. */
export function PeoplePart({ route }: { route: PeopleAndAlerts }) {
  const { session } = useAdmin()
  door ??= makeDeskDoor(() => session.lose())
  return (
    <DeskContext.Provider value={door}>
      <Screen route={route} />
    </DeskContext.Provider>
  )
}

function Screen({ route }: { route: PeopleAndAlerts }) {
  const { page, ...filter } = route
  if (page === 'alerts') return <Trail filter={filter} />
  if (route.page === 'people' && route.person !== undefined)
    return <OnePerson id={route.person} key={route.person} />
  return <People filter={filter} />
}
