import type { ConflictProps } from '../tidy/conflict-panel.tsx'

import { LazyPart } from './lazy-part.tsx'

const loadOrder = async () => (await import('../tidy/tidy.tsx')).OrderPart
const loadTransfer = async () => (await import('../tidy/tidy.tsx')).TransferPart
const loadConflict = async () => (await import('../tidy/tidy.tsx')).ConflictPart

/** The list with its order in hand. */
export const LazyOrder = () => <LazyPart route={null} load={loadOrder} />

/** The list as a file, in and out. */
export const LazyTransfer = () => <LazyPart route={null} load={loadTransfer} />

/** Two versions of one watch, side by side. */
export const LazyConflict = (props: ConflictProps) => <LazyPart route={props} load={loadConflict} />
