import type { Span } from '#core/status.ts'

import { useApp } from '../context.ts'
import { clockTime, span } from '../models/times.ts'

const SHOWN_MS = 3_600_000

/** That nobody looked for a while: what came and went then was not seen. Shown for an hour. */
export function Gap({ gap }: { gap: Span }) {
  const { clock, choice } = useApp()
  const words = choice.words.value
  if (clock.now.value - gap.to > SHOWN_MS) return null
  const [from, to] = [clockTime(gap.from, words.locale), clockTime(gap.to, words.locale)]
  return <p class="gap">{words.gap(span(gap.to - gap.from, words.locale), from, to)}</p>
}
