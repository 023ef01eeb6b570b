import type { Clock } from '../../models/clock.ts'
import type { Answer, Trouble } from '../trouble.ts'

import { signal } from '@preact/signals'

/** `free`: it is counted apart by the relay, so that no other attempt's wait holds it back, nor its own the others. */
type Attempt = { free?: boolean }

/** One attempt at a time, and none before the relay takes another. */
export function makeAttempts(clock: Clock) {
  const busy = signal(false)
  const trouble = signal<Trouble | null>(null)
  /** Relay's time, epoch ms, before which no attempt is taken; 0 when one may be made. */
  const notBefore = signal(0)
  return {
    busy,
    trouble,
    notBefore,
    /** What came of it, or `null` when it did not come about. */
    attempt: async <T>(send: () => Promise<Answer<T>>, { free = false }: Attempt = {}): Promise<T | null> => {
      if (busy.value || (!free && clock.now.value < notBefore.value)) return null
      busy.value = true
      trouble.value = null
      const answer = await send()
      busy.value = false
      if (answer.ok) return answer.value
      trouble.value = answer.trouble
      if (!free && answer.trouble.kind === 'refused' && answer.trouble.waitMs !== null)
        notBefore.value = clock.now.value + answer.trouble.waitMs
      return null
    },
  }
}
