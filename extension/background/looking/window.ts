import type { PageFacts } from '#core/observation.ts'
import type { Environment } from '../../environment.ts'
import type { Follow } from '../../db/types.ts'
import type { SmallWindow } from '../../ports/windows.ts'

import { count, isRecord } from '#core/parse.ts'

import { FILES } from '../../content/contract.ts'
import { parseFacts } from '../../parse-facts.ts'
import { listFollows } from '../../db/follows.ts'
import { makeTurns } from '../turns.ts'
import { isWatched } from './plan.ts'

const KEY = 'window'
const LOAD_MS = 15_000
const DEADLINE_MS = 25_000
/** A page's clock and ours may differ by so much. */
const AGE_SLACK_MS = 3000

type Outside = Pick<Environment, 'windows' | 'tabs' | 'scripting' | 'local' | 'clock'>

type Waiting = { patienceMs: number; leastMs: number }

/** `covered`: nobody could have seen it from the beginning to the end, so that what it lacks proves nothing. */
export type WindowLook =
  | { state: 'read'; facts: PageFacts; url: string; covered: boolean }
  | { state: 'no-window' | 'no-answer' }

/** Two sites whose time has come at once: there is one window. */
const inTurn = makeTurns()

/** One look in the small window of ours: opened once, without taking focus, and used again while it stands. */
export const lookInWindow = (env: Outside, follow: Follow, patience: Waiting): Promise<WindowLook> =>
  inTurn(() => lookOnce(env, follow, patience))

async function lookOnce(env: Outside, follow: Follow, patience: Waiting): Promise<WindowLook> {
  const used = (await standingWindow(env)) ?? (await env.windows.openSmall('about:blank'))
  // A person who minimised it does not want it back, and what is loaded in it draws nothing.
  if (used === null || !(await env.windows.isShown(used))) return { state: 'no-window' }
  await env.local.set({ [KEY]: { ...used, host: follow.host } })
  const began = env.clock.now()
  await env.windows.navigate(used, { url: follow.url, ms: LOAD_MS })
  const options = { target: follow.target, url: follow.url, deadlineMs: DEADLINE_MS, ...patience }
  const ms = DEADLINE_MS + patience.patienceMs + LOAD_MS
  const answer = await env.scripting.look(used.tabId, FILES.look, { options, ms })
  const tookMs = env.clock.now() - began
  const tab = await env.tabs.get(used.tabId)
  // Led to another site it would not be known for ours again, and each look would leave one more behind.
  if (!isOf(tab?.url ?? null, follow.host)) await closeOurs(env, used)
  const facts = isRecord(answer) ? parseFacts(answer['facts']) : null
  if (facts === null || !isRecord(answer)) return { state: 'no-answer' }
  // The site has not answered yet: the document of the look before stands there still.
  const { ageMs } = answer
  if (typeof ageMs !== 'number' || ageMs > tookMs + AGE_SLACK_MS) return { state: 'no-answer' }
  return { state: 'read', facts, url: tab?.url ?? facts.url, covered: answer['visible'] !== true }
}

/** Ours, as far as ids of the browser can tell: they may be another window's after a restart, so its page must fit. */
async function standingWindow(env: Outside): Promise<SmallWindow | null> {
  const kept = parseKept(await env.local.get(KEY))
  if (kept === null) return null
  const { windowId, tabId, host } = kept
  const tab = await env.tabs.get(tabId)
  const isOurs = tab?.windowId === windowId && isOf(tab.url, host)
  if (isOurs && (await env.windows.stands({ windowId, tabId }))) return { windowId, tabId }
  await env.local.remove([KEY])
  return null
}

/** Closes the small window when no page that is followed wants it; forgets one that the person closed. */
export async function sweepWindow(env: Outside & Pick<Environment, 'db'>, pausedAll: boolean): Promise<void> {
  const standing = await standingWindow(env)
  if (standing === null) return
  const follows = await listFollows(await env.db())
  const now = env.clock.now()
  if (!pausedAll && follows.some((follow) => follow.window && isWatched(follow, null, now))) return
  await closeOurs(env, standing)
}

async function closeOurs(env: Outside, { windowId }: SmallWindow): Promise<void> {
  await env.windows.close(windowId)
  await env.local.remove([KEY])
}

const isOf = (url: string | null, host: string): boolean => url !== null && URL.parse(url)?.host === host

function parseKept(value: unknown): (SmallWindow & { host: string }) | null {
  if (!isRecord(value)) return null
  const [windowId, tabId, { host }] = [count(value['windowId']), count(value['tabId']), value]
  return windowId === null || tabId === null || typeof host !== 'string' ? null : { windowId, tabId, host }
}
