import type { PageFacts, SettledCall } from '#core/observation.ts'

import { LIMITS } from '#core/observation.ts'

/** A call that whoever watches the network has seen leave and not yet come back. */
export type PendingCall = { id: string; url: string; ageMs: number }

/** What earlier looks learnt, by path. */
export type KnownPaths = { led: readonly string[]; idle: readonly string[] }

type Call = {
  path: string
  /** It is waited for while it is pending. */
  matters: boolean
  /** Its answers say nothing of offers. */
  isBeside: boolean
  status: number
  answers: number
  answeredAt: number
  led: boolean
  /** The latest answer was followed by a paint. */
  ledLast: boolean
  pending: Map<string, number>
}

const WAIT_MS = 10_000
const LEADS_MS = 3000
/** How late news from outside may be. */
const NEWS_MS = 500
const CALLS_MOST = 200
const PATH_MOST = 100
const SEGMENT_MOST = 24
const DATA = new Set(['fetch', 'xmlhttprequest'])
/** Calls that talk of other things than offers, or are held open on purpose. */
const BESIDE =
  /(?:^|[./_-])(?:analytics?|beacon|collect|pixel|track(?:ing|er)?|telemetry|metrics?|rum|logs?|logger|heartbeat|ping|presence|chat|poll(?:ing)?|longpoll|socket|sockjs|stream|sse|realtime|notifications?)(?:$|[./_?-])/i

/**
 * The page's own data calls: they tell how long to be patient, never what is there (VERDICTS.md 0.6). Listens to their
 * answers until it is stopped; `wake` is called when one may change what is waited for.
 */
export class Calls {
  readonly stop: () => void
  readonly #known: KnownPaths
  readonly #own: string
  readonly #wake: () => void
  readonly #calls = new Map<string, Call>()
  #lastAnswer = 0
  #paintedAt = 0

  constructor(page: Document, known: KnownPaths, wake: () => void) {
    this.#known = known
    this.#own = siteOf(page.location.hostname)
    this.#wake = wake
    this.stop = listenToAnswers((entry) => {
      const isData = DATA.has(entry.initiatorType)
      const call = isData || entry.initiatorType === 'script' ? this.#callOf(entry.name) : null
      if (call !== null) this.#noteAnswer(call, entry.responseEnd, isData ? entry.responseStatus : 200)
    })
  }

  /** All that are pending now; without such news only answers are known. */
  notePending(list: readonly PendingCall[]): void {
    const now = performance.now()
    const open = new Set(list.map(({ id }) => id))
    for (const call of this.#calls.values()) {
      for (const [id, since] of call.pending) {
        if (open.has(id)) continue
        call.pending.delete(id)
        // Calls of frames are not in this document's own list of answers.
        if (call.answeredAt < since - NEWS_MS) this.#noteAnswer(call, now, null)
      }
    }
    for (const { id, url, ageMs } of list) this.#callOf(url)?.pending.set(id, now - ageMs)
    this.#wake()
  }

  /** The offers changed: the call that was answered last before has led there. */
  notePaint(at: number): void {
    this.#paintedAt = at
    const near = this.#all.filter(
      ({ isBeside, answers, answeredAt }) => !isBeside && answers > 0 && at - answeredAt <= LEADS_MS,
    )
    const latest = Math.max(...near.map(({ answeredAt }) => answeredAt))
    for (const call of near) if (call.answeredAt === latest) call.led = call.ledLast = true
  }

  /** When the latest answer came that may still be painted; 0 without any. */
  get lastAnswerAt(): number {
    return this.#lastAnswer
  }

  /** When a call that brings offers was answered last, whether they changed by it or not; 0 without any. */
  get dataAt(): number {
    const bring = this.#all.filter(
      ({ path, led, status }) => status < 400 && (led || this.#known.led.includes(path)),
    )
    return Math.max(0, ...bring.map(({ answeredAt }) => answeredAt))
  }

  /** When a call that is known to bring offers was answered, and nothing was painted since; `null` otherwise. */
  get owedSince(): number | null {
    const owed = this.#all.filter(
      ({ path, answers, ledLast }) => this.#known.led.includes(path) && answers > 0 && !ledLast,
    )
    return owed.length === 0 ? null : Math.max(...owed.map(({ answeredAt }) => answeredAt))
  }

  /** A call that matters is on its way, and for less than 10 s. */
  isWaiting(at: number): boolean {
    return this.#all.some(
      ({ matters, pending }) => matters && [...pending.values()].some((since) => at - since < WAIT_MS),
    )
  }

  /** The same, for however long. */
  get isPending(): boolean {
    return this.#all.some(({ matters, pending }) => matters && pending.size > 0)
  }

  /** Refused ones, and those without an answer for `hungMs` (status 0). */
  failed(at: number, hungMs = WAIT_MS): PageFacts['failedCalls'] {
    return this.#all
      .filter((call) => call.matters && (call.status >= 400 || isHung(call, at, hungMs)))
      .slice(0, LIMITS.calls)
      .map((call) => ({ path: call.path, status: isHung(call, at, hungMs) ? 0 : call.status }))
  }

  told(at: number): SettledCall[] {
    return this.#all
      .filter((call) => call.led || (call.matters && (call.answers > 0 || isHung(call, at, WAIT_MS))))
      .map((call): SettledCall => ({ path: call.path, did: didOf(call, at) }))
      .sort((a, b) => ORDER.indexOf(a.did) - ORDER.indexOf(b.did))
      .slice(0, LIMITS.calls)
  }

  get #all(): Call[] {
    return [...this.#calls.values()]
  }

  #callOf(url: string): Call | null {
    const address = URL.parse(url)
    if (address === null) return null
    const isOwn = siteOf(address.hostname) === this.#own
    const path = pathOf(address, isOwn)
    const found = this.#calls.get(path)
    if (found !== undefined) return found
    if (this.#calls.size >= CALLS_MOST) return null
    const isBeside = BESIDE.test(path) || this.#known.idle.includes(path)
    const matters = this.#known.led.includes(path) || (isOwn && !isBeside)
    const times = { status: 0, answers: 0, answeredAt: 0, pending: new Map<string, number>() }
    const call: Call = { path, matters, isBeside, ...times, led: false, ledLast: false }
    this.#calls.set(path, call)
    return call
  }

  #noteAnswer(call: Call, at: number, status: number | null): void {
    // A ticker asks the same again and again: only the first answer and those that lead somewhere are signs.
    if ((call.matters || !call.isBeside) && (call.answers === 0 || call.ledLast))
      this.#lastAnswer = Math.max(this.#lastAnswer, at)
    call.answers += 1
    // The news of an answer may come after what it painted.
    const painted = this.#paintedAt - at
    call.ledLast = !call.isBeside && painted >= 0 && painted <= LEADS_MS
    call.led ||= call.ledLast
    call.answeredAt = at
    call.status = status ?? call.status
    this.#wake()
  }
}

const ORDER = ['led', 'hung', 'answered']

const isHung = ({ answers, pending }: Call, at: number, ms: number): boolean =>
  answers === 0 && [...pending.values()].some((since) => at - since >= ms)

const didOf = (call: Call, at: number): SettledCall['did'] =>
  call.led ? 'led' : isHung(call, at, WAIT_MS) ? 'hung' : 'answered'

/** The last two labels are enough here: a foreign tracker that fails is no fault of the page. */
const siteOf = (host: string): string => host.split('.').slice(-2).join('.')

/** Without query, numbers and long tokens: the same call tomorrow has the same path, and no secret is kept. */
function pathOf(address: URL, isOwn: boolean): string {
  const parts = address.pathname
    .split('/')
    .map((part) => (part.length > SEGMENT_MOST ? '*' : part.replaceAll(/\d+/g, '#')))
  return `${isOwn ? '' : address.hostname}${parts.join('/')}`.slice(0, PATH_MOST)
}

function listenToAnswers(note: (entry: PerformanceResourceTiming) => void): () => void {
  try {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry instanceof PerformanceResourceTiming) note(entry)
    })
    observer.observe({ type: 'resource', buffered: true })
    return () => observer.disconnect()
  } catch {
    // Without resource timing the tree's own changes have to do.
    return () => {}
  }
}
