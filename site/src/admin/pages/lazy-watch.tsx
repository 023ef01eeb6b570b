import type { Route } from '../models/route.ts'

import { LazyPart } from './lazy-part.tsx'

export type WatchRoute = Extract<Route, { page: 'new' | 'watch' }>

const load = async () => (await import('../watch/watch-part.tsx')).WatchPart

/** A watch being added, or everything about one. */
export const LazyWatch = ({ route }: { route: WatchRoute }) => <LazyPart route={route} load={load} />
