import type { Rung, RungWhy } from '../../db/types.ts'
import type { Asking, Memory } from './memory.ts'

import { wallBefore, wantsComparison } from './learn.ts'

/** What stands ready for one look. */
export type Ground = {
  now: number
  memory: Memory
  /** The site may be read. */
  access: boolean
  /** Tabs of the same origin that are loaded, those of the page itself included. */
  siteTabs: number
  /** Tabs of the page itself that are loaded. */
  pageTabs: number
  /** The person allowed the small window for this page. */
  window: boolean
  /** The linked relay learnt that the page as sent is enough. */
  relayStatic: boolean
  /** Rungs that were tried in this very look and that nobody answered. */
  silent: readonly Rung[]
}

export type Choice = { rung: Rung; why: RungWhy }

/**
 * The rung of EXTENSION.md 1.3 that costs and misses least, and why. Pure. A fetch says nothing of a page that draws
 * its offers itself, and a tab in the background draws nothing in Chromium: then only a page in view, the small window
 * or the person can tell.
 */
export function chooseRung(ground: Ground): Choice {
  const { access, memory, relayStatic, pageTabs, now } = ground
  if (!access) return { rung: 'by-hand', why: 'no-access' }
  const isShell = memory.mode === 'rendered' && !relayStatic && !wantsComparison(memory, now)
  const fetched = isShell ? null : fetchRung(ground)
  if (fetched !== null) return fetched
  if (mayUse(ground, 'window') && ground.window) return { rung: 'window', why: 'window-chosen' }
  if (pageTabs > 0 && !ground.silent.includes('page')) return { rung: 'page', why: 'page-open' }
  return { rung: 'by-hand', why: isShell ? 'needs-render' : 'wall' }
}

function fetchRung(ground: Ground): Choice | null {
  const { memory, siteTabs, pageTabs, relayStatic } = ground
  if (siteTabs > 0 && mayUse(ground, 'tab-fetch'))
    return { rung: 'tab-fetch', why: pageTabs > 0 ? 'page-open' : 'site-open' }
  if (!mayUse(ground, 'fetch')) return null
  if (memory.mode === 'static') return { rung: 'fetch', why: 'static-agrees' }
  return { rung: 'fetch', why: relayStatic ? 'relay-learnt' : 'learning' }
}

const mayUse = ({ memory, now, silent }: Ground, rung: Asking): boolean =>
  !silent.includes(rung) && wallBefore(memory, rung, now) === null
