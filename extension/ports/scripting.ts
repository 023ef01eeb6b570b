import type { MarkAsk, PickAsk } from '../content/contract.ts'
import type { LookOptions } from '#readers/look-options.ts'

export type ContentScript = { id: string; matches: readonly string[]; file: string }

/** `read`: the page as it stands; `pick` and `mark` begin what the person asked for. */
export type Call = { ms: number } & (
  | { name: 'read'; argument: LookOptions }
  | { name: 'pick'; argument: PickAsk }
  | { name: 'mark'; argument: MarkAsk }
)

export type Scripting = {
  registered: () => Promise<{ id: string; matches: readonly string[] }[]>
  /** Replaces the script of that id. */
  register: (script: ContentScript) => Promise<void>
  unregister: (ids: readonly string[]) => Promise<void>
  /** Runs a file of ours in a tab's page, isolated from it; `false` when the tab or the permission is gone. */
  inject: (tabId: number, file: string) => Promise<boolean>
  /**
   * Runs a file of ours in a tab's page, then the `vigieLook` that it brings. Answers `{ facts, visible, ageMs }` as
   * the page gave it, `visible` when the tab was seen from the beginning to the end, `ageMs` of the document by then;
   * `null` when nobody answers within `ms`.
   */
  look: (tabId: number, file: string, ask: { options: LookOptions; ms: number }) => Promise<unknown>
  /**
   * Runs a file of ours in a tab's page, then what it brings by that name. `value` is what it answered, as the page gave
   * it; `null` when nobody answers within `ms`.
   */
  call: (tabId: number, file: string, ask: Call) => Promise<{ value: unknown } | null>
}
