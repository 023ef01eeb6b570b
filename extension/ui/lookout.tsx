import type { Words } from '../locales/fr.ts'
import type { Heart, Shown } from '../models/view.ts'

import { ago, clock } from '../models/times.ts'

type Props = { view: Shown; words: Words }

/** The mood of the whole lookout, and that somebody is awake. */
export function Lookout({ view, words }: Props) {
  const { mood, heart, relay } = view
  return (
    <section class={`lookout lookout-${mood}`}>
      <div class="lookout-words">
        <p class="mood">{words.mood[mood]}</p>
        <p class="heart">{heartbeat(heart, { words, now: view.now })}</p>
        {mood !== 'empty' && <p class="heart">{words.relay[relay]}</p>}
      </div>
      <Tower />
    </section>
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

/** The lighthouse of the site, small; its words stand beside it. */
function Tower() {
  return (
    <svg class="tower" viewBox="0 0 96 96" aria-hidden="true" focusable="false">
      <path class="beams" d="M60 30-20 6v44zM60 30l60-20v44z" />
      <path class="rock" d="M26 96q6-14 20-13 8-6 22-3 12-1 16 16z" />
      <path class="wall" d="M53 40h14l5 42H48z" />
      <path class="stripe" d="M51.800 52h16.400l1.200 10H50.600zM49.400 72h21.200l1.200 10H48.200z" />
      <path class="wall" d="M49 37h22v4H49z" />
      <path class="lamp" d="M54 24h12v13H54z" />
      <path class="stripe" d="M52 24q0-7 8-11 8 4 8 11z" />
    </svg>
  )
}
