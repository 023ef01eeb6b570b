import type { Environment } from '../../environment.ts'
import type { Fetched, FetchFailure } from '../../content/contract.ts'
import type { Tab } from '../../ports/tabs.ts'

import { markerHeaders } from '#core/answer-headers.ts'
import { count, isRecord } from '#core/parse.ts'

import { FILES } from '../../content/contract.ts'
import { wait } from './wait.ts'

/** Longer than the tab's own bound. */
const ANSWER_MS = 20_000
const INJECT_MS = 3000
const HTML_MOST = 4_000_000
const KINDS = [
  'offline',
  'timeout',
  'too-large',
  'not-html',
  'cut-off',
  'led-away',
  'other-origin',
] as const satisfies readonly FetchFailure['kind'][]

/**
 * Asks a tab of the site to fetch a page with everything that the person's session carries. `null` when the tab does
 * not answer, or with anything but an answer to this.
 */
export async function fetchInTab(
  env: Pick<Environment, 'tabs' | 'scripting' | 'clock'>,
  tab: Tab,
  url: string,
): Promise<Fetched | null> {
  const { tabs, scripting, clock } = env
  // In a frozen tab, one of a collapsed group, this never comes back (EXTENSION.md 1.2).
  const isThere = await Promise.race([
    scripting.inject(tab.id, FILES.fetcher),
    wait(env, INJECT_MS).then(() => false),
  ])
  if (!isThere) return null
  const answer = await tabs.send(tab.id, { type: 'fetch', url }, ANSWER_MS)
  return parseFetched(answer, url, clock.now())
}

/** Hostile until read here: a page may have broken what runs beside it. */
function parseFetched(value: unknown, url: string, now: number): Fetched | null {
  if (!isRecord(value) || value['type'] !== 'fetched' || value['url'] !== url) return null
  const finalUrl = typeof value['finalUrl'] === 'string' ? URL.parse(value['finalUrl']) : null
  // A fetch of the same origin ends there.
  if (finalUrl === null || finalUrl.origin !== URL.parse(url)?.origin) return null
  const { html, status, failure, durationMs } = value
  if (html !== null && (typeof html !== 'string' || html.length > HTML_MOST)) return null
  if (status !== null && !(typeof status === 'number' && Number.isInteger(status))) return null
  const read = failure === null ? null : parseFailure(failure)
  if (failure !== null && read === null) return null
  const headers = isRecord(value['headers']) ? Object.entries(value['headers']) : []
  const texts = headers.flatMap(([name, one]): [string, string][] =>
    typeof one === 'string' ? [[name.toLowerCase(), one]] : [],
  )
  return {
    type: 'fetched',
    url,
    finalUrl: finalUrl.href,
    status,
    headers: markerHeaders(texts),
    html,
    failure: read,
    // Its clock is ours; its word for when is not needed.
    at: now,
    durationMs: Math.min(count(durationMs) ?? 0, ANSWER_MS),
  }
}

function parseFailure(value: unknown): FetchFailure | null {
  if (!isRecord(value)) return null
  const kind = KINDS.find((one) => one === value['kind'])
  const { detail } = value
  return kind === undefined || typeof detail !== 'string' ? null : { kind, detail: detail.slice(0, 200) }
}
