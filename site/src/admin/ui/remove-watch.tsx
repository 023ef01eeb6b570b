import type { AdminWatch } from '../door.ts'

import { useSignal } from '@preact/signals'

import { useAdmin, useAdminWords } from '../context.ts'
import { isGone } from '../trouble.ts'
import { Confirm } from './confirm.tsx'

export function RemoveWatch({ watch }: { watch: AdminWatch }) {
  const { door, watches, forms, say, go } = useAdmin()
  const words = useAdminWords().remove
  const asking = useSignal(false)
  const run = async () => {
    const answer = await door.remove(watch.id)
    if (!answer.ok && !isGone(answer.trouble)) return answer.trouble
    forms.drop(watch.id)
    say(words.done(watch.name))
    go({ page: 'list' })
    void watches.sync()
    return null
  }
  return (
    <>
      <button
        type="button"
        class="button button-risky"
        onClick={() => {
          asking.value = true
        }}
      >
        {words.ask}
      </button>
      {asking.value && (
        <Confirm
          title={words.title(watch.name)}
          text={words.text}
          run={run}
          onClose={() => {
            asking.value = false
          }}
        />
      )}
    </>
  )
}
