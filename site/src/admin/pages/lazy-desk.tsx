import type { Route } from '../models/route.ts'

import { LazyPart } from './lazy-part.tsx'

export type DeskRoute = Extract<Route, { page: 'devices' | 'rules' | 'templates' }>

const load = async () => (await import('../desk/desk.tsx')).Desk

/** People's browsers, rules and words. */
export const LazyDesk = ({ route }: { route: DeskRoute }) => <LazyPart route={route} load={load} />
