import type { Evidence, PictureFacts } from '#core/evidence.ts'
import type { Observation } from '#core/observation.ts'
import type { PresetCode } from '#core/preset.ts'
import type { EvidenceRow, WatchStory } from '#relay/client.ts'
import type { PublicWatch } from '#core/status.ts'
import type { Verdict } from '#core/verdict.ts'
import type { SampleLine, Says } from '#core/sample.ts'
import type { SeatsTarget, Watch } from '#core/watch.ts'
import type { NewWatch, Trial } from './models/draft.ts'
import type { Answer } from './trouble.ts'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'

type NewSample = { watchId: string; says: Says; where?: string }

/** What is still missing before a site can be read honestly. */
export type TeachNeed = 'page-without' | 'page-with' | 'second-page' | 'point-at-it'

/** What Vigie would look for, and what each saved page reads as with it. */
export type Proposal = {
  target: SeatsTarget
  proven: { sampleId: string; says: Says; got: Verdict; agrees: boolean }[]
  ok: boolean
  need: TeachNeed | null
}

/** A watch with what is known of it, public or not. */
export type AdminWatch = Watch & { status: PublicWatch }

/** A deleted watch that can be brought back until then. Epoch ms. */
export type RemovedWatch = { watch: Watch; removedAt: number; until: number }

/** What one look at a page saw; nothing of it is kept. `data` is base64. */
export type Tried = {
  observation: Observation
  verdict: Verdict
  picture: (PictureFacts & { data: string }) | null
}

/** What is known of an address’s site; only its code is needed, its words are in core. */
type Preset = { code: PresetCode }

/** `passkey`: a passkey can be used to sign in. */
type SessionFacts = { admin: boolean; expiresAt: number | null; passkey?: boolean }

/** Signed in, or a right password that a second proof must follow: a passkey, a code of the app, a recovery code. */
type SignedIn = { expiresAt: number } | { passkey: boolean; code: boolean; expiresAt: number }

/**
 * The admin's only door to the relay. No call throws; each answers what came or why nothing did.
 * A call that finds the session ended says so through `onSignedOut`, too.
 */
export type Door = {
  readSession: () => Promise<Answer<SessionFacts>>
  signIn: (password: string) => Promise<Answer<SignedIn>>
  proveCode: (code: string) => Promise<Answer<{ expiresAt: number }>>
  askPasskey: () => Promise<Answer<PublicKeyCredentialRequestOptionsJSON>>
  signInByPasskey: (signed: AuthenticationResponseJSON) => Promise<Answer<{ expiresAt: number }>>
  signOut: () => Promise<Answer<unknown>>
  watches: () => Promise<Answer<{ watches: AdminWatch[]; removed?: RemovedWatch[] }>>
  watch: (id: string) => Promise<Answer<AdminWatch>>
  add: (watch: NewWatch) => Promise<Answer<{ id: string }>>
  /** `updatedAt`: of the watch as it was edited; another one by now is refused. */
  change: (id: string, change: Partial<NewWatch> & { updatedAt?: number }) => Promise<Answer<{ id: string }>>
  remove: (id: string) => Promise<Answer<unknown>>
  restore: (id: string) => Promise<Answer<unknown>>
  /** A deleted watch, for good. */
  forget: (id: string) => Promise<Answer<unknown>>
  pause: (id: string) => Promise<Answer<unknown>>
  resume: (id: string) => Promise<Answer<unknown>>
  pauseAll: () => Promise<Answer<{ changed: number }>>
  resumeAll: () => Promise<Answer<{ changed: number }>>
  /** Before another one, or last for `null`. */
  move: (id: string, before: string | null) => Promise<Answer<unknown>>
  check: (id: string) => Promise<Answer<{ checkId: string }>>
  evidence: (watchId: string) => Promise<Answer<{ evidence: EvidenceRow[] }>>
  oneEvidence: (id: string) => Promise<Answer<Evidence>>
  pictureUrl: (evidenceId: string) => string
  samples: (host: string) => Promise<Answer<{ samples: SampleLine[] }>>
  /** Looks at the page now and keeps it: as long as a look. */
  saveSample: (sample: NewSample) => Promise<Answer<unknown>>
  removeSample: (id: string) => Promise<Answer<unknown>>
  teach: (watchId: string) => Promise<Answer<Proposal>>
  preset: (url: string) => Promise<Answer<Preset>>
  /** One look that may take most of a minute; `signal` gives it up. The feed tells its steps under `lookId`. */
  tryPage: (trial: Trial & { lookId: string }, signal: AbortSignal) => Promise<Answer<Tried>>
  /** How a watch went over so many hours, and what comes next. */
  story: (id: string, hours: number) => Promise<Answer<WatchStory>>
}
