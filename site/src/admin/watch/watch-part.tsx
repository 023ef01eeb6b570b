import type { WatchRoute } from '../pages/lazy-watch.tsx'

import { NewWatch } from '../pages/new.tsx'
import { OneWatch } from '../pages/watch.tsx'
import './watch.css'

/** A watch being added, or everything about one. */
export function WatchPart({ route }: { route: WatchRoute }) {
  return route.page === 'new' ? <NewWatch /> : <OneWatch id={route.id} />
}
