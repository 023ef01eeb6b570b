import type { Route } from '../models/route.ts'

import { LazyPart } from './lazy-part.tsx'

export type LogRoute = Extract<Route, { page: 'log' }>

const load = async () => (await import('../log/log.tsx')).Log

/** What the relay does, line by line. */
export const LazyLog = ({ route }: { route: LogRoute }) => <LazyPart route={route} load={load} />
