import type { StateEvent } from '#core/state.ts'
import type { LogLevel } from '#core/status.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Watch } from '#core/watch.ts'
import type { TellLine } from './tell.ts'

import { clockTime, duration } from '#core/clock.ts'
import { wordMore, wordVerdict } from '#core/wording.ts'

const LEVELS = { available: 'success', none: 'info', unknown: 'warning' } as const

/** The log line of an event; `null` for what the delivery of its alert tells anyway. */
export function logLineOf(event: StateEvent, watch: Watch): TellLine | null {
  switch (event.type) {
    case 'opened':
      return verdictLine(event.verdict, watch)
    case 'more':
      return line(watch, 'success', wordMore(event.offers))
    case 'closed':
      return line(watch, 'info', `plus rien, après ${duration(event.at - event.openedAt, 'fr')}`)
    case 'blind-began':
      return verdictLine({ state: 'unknown', reason: event.reason }, watch)
    case 'blind-ended':
      return line(watch, 'info', `la vue est revenue après ${duration(event.at - event.since, 'fr')}`)
    case 'gap': {
      const span = `${clockTime(event.from)} à ${clockTime(event.to)}`
      return line(
        watch,
        'warning',
        `page non regardée pendant ${duration(event.to - event.from, 'fr')} (${span})`,
      )
    }
    case 'ambiguous': {
      const { detail = '' } = event
      return line(
        watch,
        'warning',
        `à vérifier, aucune place confirmée${detail === '' ? '' : ` (${detail})`}`,
      )
    }
    case 'blind-told':
      return null
  }
}

/** The log line of a verdict that somebody asked for, or that changed without an event. */
export function verdictLine(verdict: Verdict, watch: Watch): TellLine {
  const detail = verdict.state === 'unknown' && verdict.detail !== undefined ? ` (${verdict.detail})` : ''
  return line(watch, LEVELS[verdict.state], wordVerdict(verdict) + detail)
}

function line(watch: Watch, level: LogLevel, words: string): TellLine {
  return { level, message: `${watch.name} : ${words}`, watchId: watch.id, facts: { host: watch.host } }
}
