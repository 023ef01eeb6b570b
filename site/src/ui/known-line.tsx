import type { PublicWatch } from '#core/status.ts'

import { useApp } from '../context.ts'
import { knownOf } from '../models/known.ts'

/** How the verdict is known, in one sentence. */
export function KnownLine({ watch }: { watch: PublicWatch }) {
  const { clock, choice } = useApp()
  const now = clock.now.value
  const known = knownOf(watch, now)
  return known === null ? null : <p class="known">{choice.words.value.known(known, now)}</p>
}
