import type { Observation } from '#core/observation.ts'
import type { RobotsRules } from '#core/robots.ts'
import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'
import type { Verdict } from '#core/verdict.ts'
import type { TellStep } from './tell-steps.ts'
import type { BrowserRoom, LookContext, LookMemory, Looked, Picture, PictureWish } from '../kinds/kind.ts'

import { judge } from '#core/judge.ts'
import { parseRobots, robotsAllow } from '#core/robots.ts'

import { VERSION } from '../config.ts'
import { kinds } from '../kinds/index.ts'
import { egress } from './egress.ts'
import { guardAddress, guardAddressSync } from './guard-address.ts'
import { askedInSteps, drawnInSteps } from './look-in-steps.ts'

/** What the lane lends to one look, and learns from it. */
export type LookPorts = {
  browser: BrowserRoom
  robots: RobotsCache
  /** Called once for each request that is about to leave for the host. */
  countCall: () => void
  /** Keeps the least distance to the last request, before a further one of the same check. */
  pause: () => Promise<void>
  /** Whether a page that reads so is to be kept in a picture. */
  wantsPicture?: (verdict: Verdict) => boolean
  /** For somebody who waits for this look. */
  onStep?: TellStep
  /** One look whose page is handed over, as sent or as drawn; nothing is learnt by it. */
  sample?: { rendered: boolean; onPage: (html: string) => void }
}

type RobotsCache = {
  read: () => { text: string; at: number } | null
  write: (entry: { text: string; at: number }) => void
}

const ROBOTS_AGENT = 'Vigie'
/** RFC 9309 2.4: not longer than a day. */
const ROBOTS_MS = 24 * 3_600_000
/** RFC 9309 2.5: at least 500 KiB must be read. */
const ROBOTS_MOST = 512_000
/** A fetch (12 s), the host's gap (15 s at most) and the longest rendered look (20 s and a patience of 20 s). */
const LOOK_MS = 75_000

/** One look at one watch: address rule, robots.txt, then the kind's own way. Answers whatever happens. */
export async function runLook(
  context: Context,
  { watch, memory, ports }: { watch: Watch; memory: LookMemory; ports: LookPorts },
): Promise<Looked> {
  const startedAt = context.now()
  const guard = async (url: string) => {
    const refusal = await guardAddress(context, url)
    if (refusal === null) ports.countCall()
    return refusal
  }
  const fail = (kind: NonNullable<Observation['failure']>['kind'], detail: string) =>
    failedLook(watch, memory, { startedAt, at: context.now(), failure: { kind, detail } })
  const refusal = await guardAddress(context, watch.url)
  if (refusal !== null) return fail('private-address', refusal.message)
  const robots = await askRobots(context, watch, ports)
  if ('failure' in robots) return fail(robots.failure, robots.detail)
  const allowed = robotsAllow(robots.rules, watch.url)
  ports.onStep?.({ step: 'robots', allowed })
  if (!allowed) return fail('robots', 'robots.txt asks not to look at this page')
  let asked = false
  const lent = lendBrowser(watch, ports, async () => (asked ? await ports.pause() : undefined))
  const look: LookContext = {
    fetch: async (url, init) => {
      asked = true
      return await askedInSteps(ports.onStep, () => egress(context, url, init))
    },
    guard,
    guardSync: (url) => guardAddressSync(context.config, url),
    allowedPrivateHosts: context.config.allowPrivateHosts,
    browser: lent.room,
    now: context.now,
    pause: ports.pause,
    patienceMs: context.config.patienceMs,
    userAgent: `Vigie/${VERSION} (+${context.config.publicUrl})`,
    signal: AbortSignal.timeout(LOOK_MS),
    ...(ports.onStep === undefined ? {} : { onStep: ports.onStep }),
  }
  const { sample } = ports
  if (sample !== undefined) {
    const { html, ...seen } = await kinds[watch.kind].sample(look, watch, sample.rendered)
    sample.onPage(html)
    return { ...fail('reader', ''), ...seen }
  }
  const looked = await kinds[watch.kind].look(look, watch, memory)
  const picture = looked.observation.rendered ? lent.picture() : null
  return picture === null ? looked : { ...looked, picture }
}

/** The browser as one check uses it: in its turn, counted, and with a picture of the last page that deserves one. */
function lendBrowser(
  watch: Watch,
  { browser, countCall, wantsPicture, onStep }: LookPorts,
  turn: () => Promise<void>,
): { room: BrowserRoom; picture: () => Promise<Picture | null> | null } {
  let picture: Promise<Picture | null> | null = null
  const wish = (wants: (verdict: Verdict) => boolean): PictureWish => ({
    isDeserved: (observation) => wants(judge(watch, observation)),
    onPicture: (taken) => (picture = taken),
  })
  const look: BrowserRoom['look'] = async (request) => {
    countCall()
    picture = null
    const wished = wantsPicture === undefined ? {} : { picture: wish(wantsPicture) }
    return await drawnInSteps(onStep, (steps) => browser.look({ ...request, turn, ...wished, ...steps }))
  }
  return { room: { look }, picture: () => picture }
}

/** An observation of a look that never reached a page, judged like any other. */
export function failedLook(
  watch: Watch,
  memory: LookMemory,
  { startedAt, at, failure }: { startedAt: number; at: number; failure: Observation['failure'] },
): Looked {
  const observation: Observation = {
    at,
    durationMs: at - startedAt,
    url: watch.url,
    finalUrl: watch.url,
    chain: [watch.url],
    status: null,
    headers: {},
    failure,
    rendered: false,
    page: null,
    phases: {},
  }
  return {
    observation,
    verdict: judge(watch, observation),
    reporter: 'relay-fetch',
    memory,
    how: kinds[watch.kind].how(memory, at),
    upstream: { status: null, retryAfterMs: null },
  }
}

type RobotsAnswer = { rules: RobotsRules } | { failure: 'offline' | 'robots'; detail: string }

/** RFC 9309 2.3.1: 4xx means no rules; what cannot be reached forbids, unless a copy of today is at hand. */
async function askRobots(
  context: Context,
  watch: Watch,
  { robots, countCall, pause }: LookPorts,
): Promise<RobotsAnswer> {
  const kept = robots.read()
  if (kept !== null && context.now() - kept.at < ROBOTS_MS)
    return { rules: parseRobots(kept.text, ROBOTS_AGENT) }
  const answer = await fetchRobots(context, new URL('/robots.txt', watch.url).href, countCall)
  await pause()
  if (answer.text !== null) {
    robots.write({ text: answer.text, at: context.now() })
    return { rules: parseRobots(answer.text, ROBOTS_AGENT) }
  }
  if (kept !== null) return { rules: parseRobots(kept.text, ROBOTS_AGENT) }
  return { failure: answer.failure, detail: answer.detail }
}

type Fetched = { text: string } | { text: null; failure: 'offline' | 'robots'; detail: string }

async function fetchRobots(context: Context, address: string, countCall: () => void): Promise<Fetched> {
  let url = address
  for (let hop = 0; hop < 5; hop += 1) {
    const refusal = await guardAddress(context, url)
    if (refusal !== null) return { text: '' }
    countCall()
    let response: Response
    try {
      response = await egress(context, url, {
        headers: {
          'user-agent': `Vigie/${VERSION} (+${context.config.publicUrl})`,
          accept: 'text/plain,*/*;q=0.1',
        },
        signal: AbortSignal.timeout(8000),
      })
    } catch {
      return { text: null, failure: 'offline', detail: 'robots.txt did not answer' }
    }
    const location = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel()
      const next = URL.parse(location, url)
      if (next === null) return { text: '' }
      url = next.href
      continue
    }
    if (response.ok) return { text: await readStart(response) }
    await response.body?.cancel()
    if (response.status < 500) return { text: '' }
    return { text: null, failure: 'robots', detail: `robots.txt answered ${response.status}` }
  }
  return { text: '' }
}

async function readStart(response: Response): Promise<string> {
  let text = ''
  try {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      if (text.length > ROBOTS_MOST) break
    }
  } catch {
    // A cut connection: RFC 9309 lets what has come count.
  }
  return text.slice(0, ROBOTS_MOST)
}
