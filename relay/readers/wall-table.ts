import type { Wall } from './wall.ts'

import { CLOUDFLARE_WALLS } from './cloudflare-walls.ts'
import { OWN_WALLS } from './own-walls.ts'
import { BOT_WALLS, QUEUE_WALLS, SHIELD_WALLS } from './vendor-walls.ts'

/** Every wall, in the order in which signs are told. A new wall is one entry here and one in `test/wall-examples.ts`. */
export const WALLS: readonly Wall[] = [
  ...CLOUDFLARE_WALLS,
  ...QUEUE_WALLS,
  ...BOT_WALLS,
  ...SHIELD_WALLS,
  ...OWN_WALLS,
]
