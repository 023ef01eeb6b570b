import type { OperationId } from './locales/en.ts'

import { en } from './locales/en.ts'

export type Tag =
  | 'status'
  | 'alerts'
  | 'watches'
  | 'reporters'
  | 'samples'
  | 'matches'
  | 'rules'
  | 'settings'
  | 'session'
  | 'account'
  | 'measures'
  | 'contract'
  | 'telegram'

/** Names a route in the contract; its words are in the locales. */
export function operation<I extends OperationId>(operationId: I, tag: Tag) {
  return { operationId, summary: en.operations[operationId], tags: [tag] }
}
