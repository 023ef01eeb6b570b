import type { AdminWatch } from '../door.ts'

import { useWords } from '../../context.ts'
import { useAdminWords } from '../context.ts'

/** Whether the page is read as sent or drawn by a browser, and why. */
export function HowLine({ watch }: { watch: AdminWatch }) {
  const words = useAdminWords().how
  const { howTold } = useWords()
  const { how } = watch.status
  return (
    <div>
      <dt>{words.label}</dt>
      <dd>{how === undefined ? words.unknown : howTold(how)}</dd>
    </div>
  )
}
