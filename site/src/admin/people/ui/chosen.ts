import type { AlertsRoute, PeopleRoute } from '../../models/route.ts'

import { parseRoute } from '../../models/route.ts'

/** What the address says at this moment: a choice made right after another does not undo it. */
export function chosenPeople(): PeopleRoute {
  const route = parseRoute(location.hash)
  if (route.page !== 'people') return {}
  const { page: _, ...filter } = route
  return filter
}

/** The same for alerts. */
export function chosenAlerts(): AlertsRoute {
  const route = parseRoute(location.hash)
  if (route.page !== 'alerts') return {}
  const { page: _, ...filter } = route
  return filter
}
