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
  userAgent: string
  signal: AbortSignal
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
  deadlineMs: number
}

/** What a kind remembers of one watch between looks; plain JSON, kept by the lane, may be lost. */
export type LookMemory = Record<string, unknown>

export type Looked = {
  observation: Observation
  verdict: Verdict
  reporter: Exclude<ReporterKind, 'extension'>
  memory: LookMemory
  /** For politeness: the document's status and `Retry-After`, when one came. */
  upstream: { status: number | null; retryAfterMs: number | null }
}

/** A family of watches. Adding one: a folder here and one line of the registry. */
export type Kind = {
  target: ZodType
  look: (context: LookContext, watch: Watch, memory: LookMemory) => Promise<Looked>
}
