import type { Route } from '../models/route.ts'

import { LazyPart } from './lazy-part.tsx'

export type AccountRoute = Extract<Route, { page: 'account' | 'audit' }>

const load = async () => (await import('../account/account.tsx')).Account

/** How one signs in, and who changed what. */
export const LazyAccount = ({ route }: { route: AccountRoute }) => <LazyPart route={route} load={load} />
