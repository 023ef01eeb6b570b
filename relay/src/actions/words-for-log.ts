import type { StateEvent } from '#core/state.ts'
import type { LogLevel } from '#core/status.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Watch } from '#core/watch.ts'
import type { TellLine } from './tell.ts'

import { duration } from '#core/clock.ts'
import { REASON_WORDS } from '#core/reason-words.ts'

/** The log line of an event; `null` for what the delivery of its alert tells anyway. */
export function logLineOf(event: StateEvent, watch: Watch): TellLine | null {
  const line = (level: LogLevel, message: string): TellLine => ({
    level,
    message: `${watch.name} : ${message}`,
    watchId: watch.id,
  })
  switch (event.type) {
    case 'opened':
      return line('success', offersInWords(event.verdict))
    case 'closed':
      return line('info', `plus de place, après ${duration(event.at - event.openedAt, 'fr')}`)
    case 'blind-began':
      return line('warning', `aveugle. ${REASON_WORDS.fr[event.reason]}`)
    case 'blind-ended':
      return line('info', `la vue est revenue après ${duration(event.at - event.since, 'fr')}`)
    case 'blind-told':
      return null
  }
}

/** The log line of a verdict that somebody asked for, or that changed without an event. */
export function verdictLine(verdict: Verdict, watch: Watch): TellLine {
  const line = (level: LogLevel, message: string): TellLine => ({
    level,
    message: `${watch.name} : ${message}`,
    watchId: watch.id,
  })
  switch (verdict.state) {
    case 'available':
      return line('success', offersInWords(verdict))
    case 'none':
      return line('info', `rien pour le moment (${verdict.proof.detail})`)
    case 'unknown': {
      const detail = verdict.detail === undefined ? '' : ` (${verdict.detail})`
      return line('warning', `on ne sait pas. ${REASON_WORDS.fr[verdict.reason]}${detail}`)
    }
  }
}

function offersInWords({ offers }: Extract<Verdict, { state: 'available' }>): string {
  const words = offers
    .slice(0, 3)
    .map(({ name, price }) => (price === undefined ? name : `${name}, ${price}`))
  const more = offers.length > 3 ? ` et ${offers.length - 3} autres` : ''
  return `offre en vue : ${words.join(' ; ')}${more}`
}
