import type { Environment } from '../../environment.ts'

import { badgeOf } from '../../models/badge.ts'
import { viewOf } from '../../models/view.ts'
import { load } from '../load.ts'

/** White stands on each by 4.5 to 1. */
const COLOURS = { open: '#0a6345', trouble: '#74500d', rest: '#4a5560' }

/** Makes the icon say what is known now. Nothing else writes there. Never throws. */
export async function showBadge(env: Environment): Promise<void> {
  try {
    const { text, title, tone } = badgeOf(viewOf(await load(env), env.clock.now()))
    await env.action.show({ text, title, colour: COLOURS[tone] })
  } catch (error) {
    env.warn(error)
  }
}
