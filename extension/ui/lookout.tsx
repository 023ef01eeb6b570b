import type { Words } from '../locales/fr.ts'
import type { Heart, Mood, Shown } from '../models/view.ts'

import { ago, clock } from '../models/times.ts'

/** While nobody looks, who would is no matter. */
const SILENT: ReadonlySet<Mood> = new Set(['empty', 'paused', 'offline', 'asleep'])

type Props = { view: Shown; words: Words }

/** The mood of the whole lookout, and that somebody is awake. The lighthouse beside it is drawn by the style. */
export function Lookout({ view, words }: Props) {
  const { mood, heart, relay } = view
  return (
    <div class={`lookout lookout-${mood}`}>
      <div class="lookout-words">
        <p class="mood">{words.mood[mood]}</p>
        <p class="heart">{heartbeat(heart, { words, now: view.now })}</p>
        {!SILENT.has(mood) && <p class="heart">{words.relay[relay]}</p>}
      </div>
    </div>
  )
}

function heartbeat(heart: Heart, { words, now }: { words: Words; now: number }): string {
  const { locale, justNow } = words
  switch (heart.kind) {
    case 'beating':
      return words.heart.beating(ago(heart.at, { now, locale, justNow }))
    case 'asleep':
      return words.heart.asleep(clock(heart.at, { now, locale }))
    case 'paused':
      return heart.until === null
        ? words.heart.paused
        : words.heart.pausedUntil(clock(heart.until, { now, locale }))
    default:
      heart satisfies { kind: 'off' }
      return words.heart.off
  }
}
