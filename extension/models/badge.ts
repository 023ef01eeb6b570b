import type { Card } from './card.ts'
import type { Shown, View } from './view.ts'

import { BADGE_WORDS } from '../locales/badge-words.ts'
import { isOpen } from './view.ts'

/** `tone` names a colour of the icon: seats, something to do, or rest. */
export type Badge = { text: string; title: string; tone: 'open' | 'trouble' | 'rest' }

/** Most names in a title: it is read aloud whole. */
const NAMES_MOST = 3

/**
 * What the icon in the toolbar says; alert before error and access, before pause, before offline. The mark is only
 * for eyes: the title says the same in a sentence, and screen readers read that. Pure.
 */
export function badgeOf(view: View): Badge {
  const words = BADGE_WORDS[view.language]
  if (view.kind === 'loading') return { text: '', title: words.loading, tone: 'rest' }
  const { cards, alerts, mood } = view
  if (alerts.length > 0) return { text: countText(alerts), title: openTitle(view), tone: 'open' }
  const troubled = cards.filter(needsSomebody)
  if (troubled.length > 0) return { text: '!', title: words.trouble(namesOf(troubled)), tone: 'trouble' }
  if (mood === 'paused') return { text: '‖', title: words.paused, tone: 'rest' }
  if (mood === 'offline') return { text: '–', title: words.offline, tone: 'rest' }
  if (mood === 'asleep') return { text: '–', title: words.asleep, tone: 'rest' }
  if (mood === 'empty') return { text: '', title: words.empty, tone: 'rest' }
  if (mood === 'maybe') {
    const names = namesOf(cards.filter(isMaybe))
    return { text: '', title: words.maybe(names), tone: 'open' }
  }
  if (mood === 'open') return { text: '', title: words.seen(namesOf(cards.filter(isOpen))), tone: 'open' }
  return { text: '', title: mood === 'waiting' ? words.waiting : words.calm(cards.length), tone: 'rest' }
}

/** Nobody sees this page now, and not because somebody wanted it so. */
function needsSomebody({ state }: Card): boolean {
  return state.kind === 'error' || state.kind === 'needs-access' || state.kind === 'stale'
}

const countText = (alerts: readonly Card[]) => (alerts.length > 99 ? '99+' : String(alerts.length))

const isMaybe = ({ state }: Card) => state.kind === 'unconfirmed' || state.kind === 'alert'

/** What nobody has confirmed for too long is not said to be there. */
function openTitle({ alerts, language }: Shown): string {
  const words = BADGE_WORDS[language]
  const open = alerts.filter(isOpen)
  return open.length === 0 ? words.maybe(namesOf(alerts)) : words.open(namesOf(open))
}

/** The first names, and how many more there are. */
function namesOf(cards: readonly Card[]): { names: readonly string[]; more: number } {
  const names = cards.slice(0, NAMES_MOST).map(({ name }) => name)
  return { names, more: cards.length - names.length }
}
