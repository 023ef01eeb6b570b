import type { Words } from '../locales/fr.ts'
import type { Card, CardState } from './card.ts'

import { ago, clock, soon } from './times.ts'

/** A card in words, for pages and screen readers alike. */
export type Telling = {
  title: string
  /** Each a sentence; the first says why. */
  why: readonly string[]
  /** When it was last checked and by whom. */
  checked: string
  /** When the next look comes; `null` while none is planned. */
  next: string | null
}

type Of = { words: Words; now: number }

/** Pure. */
export function tell(card: Card, { words, now }: Of): Telling {
  const at = (time: number) => clock(time, { now, locale: words.locale })
  const { access, state, gone, gap, rest } = card
  const beside = [
    ...(!access && state.kind !== 'needs-access' && state.kind !== 'retired' && card.inCloud
      ? [words.card.noAccessBeside]
      : []),
    ...(gone === null || state.kind === 'alert' ? [] : [words.card.gone(at(gone.openedAt), at(gone.at))]),
    ...(gap === null ? [] : [words.card.gap(at(gap.from), at(gap.to))]),
    ...(rest === null || state.kind === 'error' ? [] : [words.card.restsUntil(at(rest.restingUntil ?? now))]),
  ]
  return {
    title: titleOf(state, { words, at }),
    why: [...whyOf(card, { words, at }), ...beside],
    checked: checkedOf(card, { words, now }),
    next: nextOf(card, { words, now }),
  }
}

type Wording = { words: Words; at: (time: number) => string }

function titleOf(state: CardState, { words, at }: Wording): string {
  const { card } = words
  if (state.kind === 'alert' && state.old) return card.oldAlert(at(state.confirmedAt))
  if (state.kind !== 'unconfirmed') return card.title[state.kind]
  if (state.why === 'ambiguous') return card.notSure
  return state.why === 'false-alarm' ? card.falseAlarm : card.title.unconfirmed
}

function whyOf({ state, host, todo }: Card, { words, at }: Wording): readonly string[] {
  const { card } = words
  switch (state.kind) {
    case 'loading':
      return [card.loading]
    case 'ok':
      return [card.proof[state.proof.kind]]
    case 'alert':
      return [
        `${card.since(at(state.openedAt))} ${card.by[state.by]}.`,
        ...(state.old ? [card.old] : []),
        ...(state.seenAt === null ? [] : [card.seenAt(at(state.seenAt))]),
      ]
    case 'error':
      return [
        card.reason[state.reason],
        ...(todo === 'open-page' ? [card.openPage] : []),
        ...(todo === 'show-page' ? [card.showPage] : []),
        ...(todo === 'edit' ? [card.editPage] : []),
        ...(state.retryAt === null ? [] : [card.retryAt(at(state.retryAt))]),
      ]
    case 'needs-access':
      return [card.noAccess(host)]
    case 'offline':
      return [state.since === null ? card.offline : card.offlineSince(at(state.since))]
    case 'asleep':
      return [card.asleepSince(at(state.since))]
    case 'paused':
      return [state.until === null ? card.paused : card.pausedUntil(at(state.until))]
    case 'unconfirmed':
      return unconfirmed(state, { words, at })
    case 'stale':
      return [card.stale[state.last]]
    default:
      state satisfies { kind: 'retired' }
      return [card.retired]
  }
}

function unconfirmed(
  state: Extract<CardState, { kind: 'unconfirmed' }>,
  { words: { card }, at }: Wording,
): readonly string[] {
  if (state.why === 'reported') return [card.reported(state.devices, at(state.at)), card.openToConfirm]
  if (state.why === 'ambiguous') return [card.ambiguous, card.openToConfirm]
  return [card.falseAlarmAt(at(state.at))]
}

function checkedOf({ said, state }: Card, { words, now }: Of): string {
  const last = said[0]
  if (last === undefined) return state.kind === 'loading' ? '' : words.card.neverChecked
  const { card, locale, justNow } = words
  const age = ago(last.at, { now, locale, justNow })
  return (last.state === 'unknown' ? card.saw : card.checked)(age, card.who[last.who])
}

const NO_LOOKS = new Set<CardState['kind']>(['paused', 'retired', 'needs-access', 'offline'])

function nextOf({ state, rung, nextLookAt }: Card, { words, now }: Of): string | null {
  const isSaid = state.kind === 'error' && state.retryAt !== null
  if (isSaid || NO_LOOKS.has(state.kind)) return null
  if (rung === 'by-hand') return words.card.nextByHand
  if (nextLookAt === null || nextLookAt <= now) return null
  return words.card.next(soon(nextLookAt, { now, locale: words.locale }))
}
