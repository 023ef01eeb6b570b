import type { Fetched, FetchFailure } from './contract.ts'

import { markerHeaders } from '#core/answer-headers.ts'
import { readBody } from '#readers/body.ts'

const TIMEOUT_MS = 15_000
const BYTES_MOST = 3_000_000
const PAGE = /^(?:text\/html|application\/xhtml\+xml)\b/i

/** What of the page it needs. */
export type FetchRoom = {
  origin: string
  fetch: (url: string, init: RequestInit) => Promise<Response>
  now: () => number
  isOnline: () => boolean
}

/**
 * One request as the page itself would make it, with the person's session. Redirects are followed within the origin
 * and nowhere else: where the site leads away, no other site is asked anything, and that is the answer.
 */
export async function fetchSameOrigin(given: string, room: FetchRoom): Promise<Fetched> {
  const began = room.now()
  const address = URL.parse(given)
  const empty = { finalUrl: given, status: null, headers: {}, html: null, failure: null }
  const answer = (part: Partial<Fetched>): Fetched => {
    const at = room.now()
    return { type: 'fetched', url: given, ...empty, at, durationMs: at - began, ...part }
  }
  if (address === null || address.origin !== room.origin) return answer(failed('other-origin', room.origin))
  const init: RequestInit = {
    mode: 'same-origin',
    credentials: 'same-origin',
    cache: 'no-cache',
    headers: { accept: 'text/html,application/xhtml+xml' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }
  let response: Response
  try {
    response = await room.fetch(address.href, init)
  } catch (error) {
    return answer(await whyNot(room, address.href, { init, error }))
  }
  const { status, url } = response
  const headers = markerHeaders(response.headers)
  const found = { status, headers, finalUrl: url === '' ? address.href : url }
  const kind = response.headers.get('content-type') ?? ''
  if (kind !== '' && !PAGE.test(kind)) return answer({ ...found, ...failed('not-html', kind.slice(0, 100)) })
  const { text, end, detail } = await readBody(response, BYTES_MOST)
  const failure = end === 'whole' ? {} : failed(end, detail)
  return answer({ ...found, html: end === 'too-large' ? null : text(), ...failure })
}

const failed = (kind: FetchFailure['kind'], detail: string): Pick<Fetched, 'failure'> => ({
  failure: { kind, detail },
})

type Tried = { init: RequestInit; error: unknown }

/** A refused redirect and a lost network look the same: only then is it asked once more, without following. */
async function whyNot(
  room: FetchRoom,
  url: string,
  { init, error }: Tried,
): Promise<Pick<Fetched, 'failure'>> {
  const detail = error instanceof Error ? error.message : String(error)
  if (error instanceof Error && /^(?:Timeout|Abort)Error$/.test(error.name)) return failed('timeout', detail)
  if (!room.isOnline()) return failed('offline', detail)
  try {
    const { type } = await room.fetch(url, { ...init, redirect: 'manual' })
    if (type === 'opaqueredirect') return failed('led-away', 'a redirect to another origin')
  } catch {
    // Neither way: the network it is.
  }
  return failed('offline', detail)
}
