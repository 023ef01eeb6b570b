import type { Follow, Pace } from './db/types.ts'
import type { Here, HereAnswer, Picked, Read } from './content/contract.ts'
import type { RelayProblem, Settings } from './environment.ts'
import type { PresetSight } from '#core/preset.ts'
import type { SeatsTarget } from '#core/watch.ts'

/** A page of ours that stands open connects to the worker by this name: the relay's feed is listened to meanwhile. */
export const OPEN_PAGE = 'page'

/** A page that could be followed. Its parts are checked where they are stored. */
export type FollowDraft = {
  name: string
  url: string
  target: SeatsTarget
  /** `YYYY-MM-DD`. */
  date: string | null
  pace: Pace
  relayWatchId: string | null
  window: boolean
}

export type FollowChange = Partial<FollowDraft>

type FollowField = keyof FollowDraft

/** Why one field of a draft cannot be taken. */
export type FieldProblem =
  | 'empty'
  | 'too-long'
  | 'not-an-address'
  | 'not-https'
  | 'has-password'
  | 'not-a-date'
  | 'not-a-selector'
  | 'not-a-number'
  | 'unknown'

/** Which part of the target, where the field is `target`. */
export type Refusal = { field: FollowField; part?: keyof SeatsTarget; problem: FieldProblem }

export type Followed =
  | { kind: 'followed'; follow: Follow }
  | { kind: 'already'; follow: Follow }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'full'; most: number }

export type Edited = Followed | { kind: 'gone' }

/** What can be followed on the page that the person looks at. */
export type Suggested =
  | {
      kind: 'page'
      draft: FollowDraft
      /** What this site's pages show to whom. */
      sight: PresetSight
      /** The page could be read, so that the name and the date are its own. */
      read: boolean
    }
  | { kind: 'already'; follow: Follow }
  /** No page that can be followed: the browser's own, or ours. */
  | { kind: 'none' }

/** Where in an imported file something could not be taken: `3.url`. */
export type ImportIssue = { path: string; problem: FieldProblem | 'not-json' | 'not-a-list' | 'too-many' }

export type Imported = { added: number; already: number; issues: readonly ImportIssue[] }

/** `until` in epoch ms; `id` is `null` for all follows. */
type OfFollow = { id: string }

/** What our own pages ask of the worker. */
export type PageMessage =
  | { type: 'suggest' }
  /** A draft as `FollowDraft`; what is left out takes its usual value. */
  | { type: 'follow'; draft: FollowChange }
  | { type: 'edit'; id: string; change: FollowChange }
  | { type: 'pause'; id: string | null; until: number | null }
  | { type: 'resume'; id: string | null }
  | ({ type: 'remove' } & OfFollow)
  | ({ type: 'undo' } & OfFollow)
  | { type: 'check-now'; id: string | null }
  /** Of an alert. */
  | ({ type: 'seen' } & OfFollow)
  | ({ type: 'false-alarm' } & OfFollow)
  /** Goes to the follow's page, in its open tab when there is one. */
  | ({ type: 'visit' } & OfFollow)
  | ({ type: 'mark' } & OfFollow)
  /** Starts the picker in the tab that the person looks at. */
  | { type: 'pick'; purpose: string }
  | { type: 'test-alert' }
  | { type: 'pair'; relay: string }
  | { type: 'unpair' }
  | { type: 'refresh' }
  | { type: 'settings'; change: Partial<Settings> }
  /** Permissions changed, or are about to: scripts are registered anew. */
  | { type: 'access' }
  | { type: 'import'; text: string }
  | { type: 'export' }

/** `done: false`: what it was about is not there any more. */
type Done = { done: boolean }

/** What the worker answers to each. */
export type PageAnswers = {
  suggest: Suggested
  follow: Followed
  edit: Edited
  pause: Done
  resume: Done
  remove: Done
  undo: Done
  'check-now': Done
  seen: Done
  'false-alarm': Done
  visit: Done
  mark: Done
  pick: Done
  /** Whether a notification was shown, and whether a sound played. */
  'test-alert': { shown: boolean; sounded: boolean }
  pair: Done & { problem: RelayProblem | null }
  unpair: Done
  refresh: Done
  settings: Done
  access: Done
  import: Imported
  export: { text: string }
}

/** What the scripts in a page say. */
export type TabMessage = Here | Read | Picked

export type TabAnswers = { here: HereAnswer; read: Done; picked: Done }

/** What the worker answers when it takes no such message from there, or cannot read it. */
export type Refused = { refused: 'sender' | 'shape' | 'failed' }

export type PageMessageType = PageMessage['type']
export type PageMessageOf<T extends PageMessageType> = Extract<PageMessage, { type: T }>
