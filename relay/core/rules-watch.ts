import type { ReporterState } from './merge.ts'
import type { WatchFact } from './rules-facts.ts'
import type { WatchState } from './state.ts'
import type { Counter } from './status.ts'
import type { Watch } from './watch.ts'

import { staleAfterMs } from './freshness.ts'

/** What rules see of one watch. A page that nobody has looked at yet has been blind since it is watched. */
export function factsOfWatch(
  watch: Watch,
  state: WatchState,
  now: number,
): { fact: WatchFact; samples: Counter[] } {
  const { id, host, name } = watch
  const { verdict, blind } = state
  const labels = { watch: id, host }
  const since = blind?.since ?? (verdict.state === 'unknown' ? (state.lastCheckAt ?? watch.createdAt) : now)
  const isContradicted = contradict(state.reporters, now, staleAfterMs(watch))
  return {
    fact: {
      id,
      host,
      name,
      state: verdict.state,
      reason: verdict.state === 'unknown' ? verdict.reason : null,
      blindTold: blind?.told === true,
    },
    samples: [
      { name: 'vigie_blind_seconds', labels, value: Math.max(0, now - since) / 1000 },
      { name: 'vigie_reporters_contradict', labels, value: isContradicted ? 1 : 0 },
    ],
  }
}

/** True when, of those who spoke within `freshMs`, one sees offers and another proves that there are none. */
export function contradict(reporters: readonly ReporterState[], now: number, freshMs: number): boolean {
  const fresh = reporters.filter((one) => now - one.at <= freshMs)
  const said = new Set(fresh.map(({ verdict }) => verdict.state))
  return said.has('available') && said.has('none')
}
