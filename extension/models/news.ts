import type { Words } from '../locales/fr.ts'
import type { Card, CardKind } from './card.ts'
import type { View } from './view.ts'

import { clock } from './times.ts'
import { tell } from './telling.ts'
import { isNew, isOpen } from './view.ts'

/** What is said aloud: `urgent` once for each alert, `polite` once for each change. Empty: nothing. */
export type News = { urgent: string; polite: string }

type Of = { words: Words; now: number; asked: ReadonlySet<string> }

/** Changes that are said without having been asked for. */
const TOLD: ReadonlySet<CardKind> = new Set([
  'error',
  'needs-access',
  'offline',
  'asleep',
  'paused',
  'unconfirmed',
  'stale',
])

/** What changed between two views, several matches in one sentence. `asked`: follows whose check a person asked for. Pure. */
export function newsOf(before: View | null, after: View, { words, now, asked }: Of): News {
  if (after.kind === 'loading') return { urgent: '', polite: '' }
  const known = new Map(before?.kind === 'shown' ? before.cards.map((card) => [card.id, card]) : [])
  const alerts = after.cards.filter(
    (card) => isNew(card) && isOpen(card) && !sameAlert(known.get(card.id), card),
  )
  const gone = after.cards.filter(
    ({ id, gone: now_ }) => now_ !== null && known.get(id)?.state.kind === 'alert',
  )
  const changes = new Map<string, string[]>()
  for (const card of after.cards) {
    if (!isToldChange(card, { last: known.get(card.id), asked })) continue
    const { title } = tell(card, { words, now })
    changes.set(title, [...(changes.get(title) ?? []), card.name])
  }
  const sentences = [
    ...gone.map(({ name, gone: went }) =>
      words.news.gone(name, clock(went?.at ?? now, { now, locale: words.locale })),
    ),
    ...[...changes].map(([title, names]) => words.news.change(title, names)),
  ]
  return {
    urgent: alerts.length === 0 ? '' : words.news.open(alerts.map(({ name }) => name)),
    polite: sentences.join(' '),
  }
}

function sameAlert(last: Card | undefined, { state }: Card): boolean {
  return last?.state.kind === 'alert' && state.kind === 'alert' && last.state.id === state.id
}

type Change = { last: Card | undefined; asked: ReadonlySet<string> }

/** What stood there when the page was opened is read, not said. */
function isToldChange({ id, state }: Card, { last, asked }: Change): boolean {
  if (state.kind === 'alert' || last === undefined) return false
  if (asked.has(id)) return true
  return state.kind !== last.state.kind && TOLD.has(state.kind)
}
