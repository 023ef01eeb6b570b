import type { Answer, Trouble } from '../../trouble.ts'

import { useSignal } from '@preact/signals'

/** One act at a time: whether it runs, and why the last one did not come about. */
export function useAct() {
  const busy = useSignal(false)
  const trouble = useSignal<Trouble | null>(null)
  return {
    busy,
    trouble,
    /** The answer's value, or `null` when there was none. */
    async run<T>(send: () => Promise<Answer<T>>): Promise<T | null> {
      if (busy.value) return null
      busy.value = true
      trouble.value = null
      const answer = await send()
      busy.value = false
      if (answer.ok) return answer.value
      trouble.value = answer.trouble
      return null
    },
  }
}
