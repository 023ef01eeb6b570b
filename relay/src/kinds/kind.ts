import type { How } from '#core/how.ts'
import type { PictureFacts } from '#core/evidence.ts'
import type { StepFact } from '#core/look-step.ts'
import type { Observation } from '#core/observation.ts'
import type { ReporterKind } from '#core/status.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Watch } from '#core/watch.ts'
import type { ZodType } from 'zod'

/** Why an address may not be asked: see `actions/guard-address.ts`. `null` when it may. */
export type AddressRefusal = { code: string; message: string }

/** What a look may use of the outside world; `actions/run-check.ts` hands it over. */
export type LookContext = {
  /** One hop, `redirect: "manual"`; the caller checks each hop with `guard` first. */
  fetch: (url: string, init: RequestInit) => Promise<Response>
  /** Also counts the hop against the host's budget. */
  guard: (url: string) => Promise<AddressRefusal | null>
  /** The same rule without DNS and without counting: for what a page asks on its own. */
  guardSync: (url: string) => AddressRefusal | null
  /** Hosts that may be private, as `host:port`. */
  allowedPrivateHosts: readonly string[]
  browser: BrowserRoom
  now: () => number
  /** Keeps the host's gap before a further request of this check; without it nothing else asks the host. */
  pause?: () => Promise<void>
  /** Of a long look, ms; 15 s unless given. */
  patienceMs?: number
  userAgent: string
  signal: AbortSignal
  /** What somebody who waits for the look is told as it goes. */
  onStep?: (fact: StepFact) => void
}

/** The one shared headless browser; `relay/src/browser/` answers to it. */
export type BrowserRoom = {
  /** Never throws: what goes wrong is in the observation. The page is closed whatever happens. */
  look(request: RenderedLook): Promise<Observation>
}

export type RenderedLook = {
  watch: Watch
  guard: (url: string) => AddressRefusal | null
  allowedPrivateHosts: readonly string[]
  now: () => number
  signal: AbortSignal
  /** From when the page is asked. */
  deadlineMs: number
  /** Awaited right before the page is asked, when it is ready to be: keeps the host's gap. */
  turn?: () => Promise<void>
  /** `none` waits so long after the last sign that the page still draws, ms; 2 s unless given. */
  patienceMs?: number
  /** `none` is not said before, counted from the document's coming, ms; 0 unless given. */
  leastMs?: number
  /** Paths of the page's data calls that are known to bring offers, and of those that never answer. */
  calls?: { led: readonly string[]; idle: readonly string[] }
  /** Called when the page is asked, and when its document is there with this status. */
  onReach?: (what: 'asked' | 'document', status: number | null) => void
  /** Without it no picture is taken. */
  picture?: PictureWish
  /** Called before the observation is answered, with the page as it was drawn; empty when it could not be written. */
  onSnapshot?: (html: string) => void
}

/** A picture of a page as it was judged. */
export type Picture = { facts: PictureFacts; content: Uint8Array<ArrayBuffer> }

export type PictureWish = {
  /** Asked when the observation is made. */
  isDeserved: (observation: Observation) => boolean
  /** Called before the observation is answered; settles two seconds later at most, never rejects. */
  onPicture: (picture: Promise<Picture | null>) => void
}

/** What is learnt of how late a page draws. `longAt`: end of the last long look, epoch ms; `nextMs`: of the next look. */
export type LearntPatience = { usualMs: number; longAt: number | null; nextMs: number }

/** What a kind remembers of one watch between looks; plain JSON, kept by the lane, may be lost. */
export type LookMemory = Record<string, unknown>

export type Looked = {
  observation: Observation
  verdict: Verdict
  reporter: Exclude<ReporterKind, 'extension'>
  memory: LookMemory
  how: How
  /** For politeness: the document's status and `Retry-After`, when one came. */
  upstream: { status: number | null; retryAfterMs: number | null }
  /** Of the page as judged, when a browser drew it and it was wished for; may still be on its way. */
  picture?: Promise<Picture | null>
}

/** One look whose page is kept: `html` as sent or as drawn, not yet cleaned; empty when none could be had. */
export type Sampled = { observation: Observation; verdict: Verdict; html: string }

/** A family of watches. Adding one: a folder here and one line of the registry. */
export type Kind = {
  target: ZodType
  look: (context: LookContext, watch: Watch, memory: LookMemory) => Promise<Looked>
  sample: (context: LookContext, watch: Watch, rendered: boolean) => Promise<Sampled>
  /** How a watch with this memory is looked at next; `longMs` as `LookContext.patienceMs`. */
  how: (memory: LookMemory, now: number, longMs?: number) => How
  patience: (memory: LookMemory, now: number, longMs: number) => LearntPatience
  /** What is hoped for, as pages call it: the words for an offer that a browser tells of without words. */
  wanted: (watch: Watch) => string
}
