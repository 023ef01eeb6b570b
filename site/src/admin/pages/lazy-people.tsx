import type { Route } from '../models/route.ts'

import { LazyPart } from './lazy-part.tsx'

export type PeopleAndAlerts = Extract<Route, { page: 'people' | 'alerts' }>

const load = async () => (await import('../people/people-part.tsx')).PeoplePart

/** Who gets alerts, and what became of each. */
export const LazyPeople = ({ route }: { route: PeopleAndAlerts }) => <LazyPart route={route} load={load} />
