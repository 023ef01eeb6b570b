import type { Route } from '../models/route.ts'

import { LazyPart } from './lazy-part.tsx'

export type DashboardRoute = Extract<Route, { page: 'dashboard' }>

const load = async () => (await import('../dashboard/dashboard.tsx')).Dashboard

/** What Vigie looks at, sees, delivers and costs. */
export const LazyDashboard = ({ route }: { route: DashboardRoute }) => <LazyPart route={route} load={load} />
