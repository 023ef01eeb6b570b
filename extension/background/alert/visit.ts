import type { Follow } from '../../db/types.ts'
import type { Environment } from '../../environment.ts'
import type { Tab } from '../../ports/tabs.ts'
import type { Offer } from '#core/verdict.ts'

import { isRecord } from '#core/parse.ts'

import { isSamePage } from '../../link/page-key.ts'
import { makeTurns } from '../turns.ts'
import { placeOf } from './place.ts'

/** In session storage: the tab that was last opened for each follow. */
const OPENED = 'visits'

/** Two presses in a row must find the tab of the first. */
const inTurn = makeTurns()

/**
 * Brings the person to the followed page: to the tab where it stands open, else to a new one, and never to a second.
 * `false` when its address may not be opened, or the browser would not.
 */
export function visit(env: Environment, follow: Follow, offers: readonly Offer[] = []): Promise<boolean> {
  return inTurn(async () => {
    const place = placeOf(follow, offers)
    if (place === null) return false
    const opened = await readOpened(env)
    const tabs = await env.tabs.ofHost(follow.host)
    const kept = opened[follow.id]
    const known = kept === undefined ? null : await env.tabs.get(kept)
    const stands = pick(tabs, [place, follow.url]) ?? (isStill(known, follow.host) ? known : null)
    if (stands !== null && (await env.tabs.focus(stands))) return true
    const made = await env.tabs.open(place)
    if (made === null) return false
    await env.session.set({ [OPENED]: { ...opened, [follow.id]: made.id } })
    return true
  })
}

function pick(tabs: readonly Tab[], addresses: readonly string[]): Tab | null {
  for (const address of addresses) {
    const found = tabs.find(({ url }) => url !== null && isSamePage(url, address))
    if (found !== undefined) return found
  }
  return null
}

/** Without the site's permission the tab's address is not to be seen: it is taken for what it was opened for. */
function isStill(tab: Tab | null, host: string): boolean {
  return tab !== null && (tab.url === null || URL.parse(tab.url)?.host === host)
}

async function readOpened(env: Environment): Promise<Record<string, number>> {
  const kept = await env.session.get(OPENED)
  if (!isRecord(kept)) return {}
  return Object.fromEntries(
    Object.entries(kept).filter((entry): entry is [string, number] => Number.isSafeInteger(entry[1])),
  )
}
