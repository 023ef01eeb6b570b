import type { Watch } from '#core/watch.ts'
import type { AddressRefusal } from '../kinds/kind.ts'
import type { TargetProblem } from '../actions/check-target.ts'

import { Refused } from './errors.ts'

type Outcome =
  | { kind: 'address'; refusal: AddressRefusal }
  | { kind: 'target'; problems: TargetProblem[] }
  | { kind: 'duplicate' }
  | { kind: 'full' }
  | { kind: 'unknown' }
  | { kind: 'paused' }
  | { kind: 'conflict'; current: Watch }

/** The answer to a watch that could not be made or changed. `field` names the address in the request. */
export function refuseWatch(outcome: Outcome, field = 'url'): Refused {
  switch (outcome.kind) {
    case 'address': {
      const { code, message } = outcome.refusal
      return new Refused(422, code, { message, issues: [{ path: field, message }] })
    }
    case 'target':
      return new Refused(422, 'target', {
        message: 'The target holds what is not a usable CSS selector.',
        issues: outcome.problems,
      })
    case 'duplicate':
      return new Refused(409, 'duplicate', { message: 'This page is watched already, for the same target.' })
    case 'full':
      return new Refused(409, 'full', { message: 'There are too many watches: remove one first.' })
    case 'paused':
      return new Refused(409, 'paused', { message: 'This watch is paused: resume it first.' })
    case 'conflict':
      return new Refused(409, 'conflict', {
        message: 'Somebody else changed this watch meanwhile: `current` is how it stands.',
        current: outcome.current,
      })
    case 'unknown':
      break
  }
  return new Refused(404, 'unknown-watch', { message: 'There is no such watch.' })
}
