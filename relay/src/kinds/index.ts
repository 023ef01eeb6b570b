import type { KindName } from '#core/watch.ts'
import type { Kind } from './kind.ts'

import { seats } from './seats/look.ts'

/** Every family of watches that the relay knows. */
export const kinds = { seats } satisfies Record<KindName, Kind>
