import type { Card } from '../../models/card.ts'
import type { List } from '../../models/list.ts'

import { stepsOf } from '../../models/check.ts'
import { usePartWords } from './use-words.ts'

/** A check that the person asked for, as it goes on. Its outcome is said aloud by the page, not by these lines. */
export function Steps({ list, card: { id } }: { list: List; card: Card }) {
  const words = usePartWords(list)?.check
  const { known, now } = list.page.state
  if (words === undefined) return null
  const steps = stepsOf(
    known?.sights.find(({ followId }) => followId === id),
    now,
  )
  const isLooking = list.state.steps.get(id) === 'looking'
  // A page that stands open tells by itself what it reads.
  const open = isLooking ? '…' : words.asked
  return (
    <div class="step">
      <p>{isLooking ? words.looking : words.done}</p>
      <ol>
        {steps.map(({ rung, said }) => (
          <li key={rung}>{`${words.rung[rung]}${words.colon}${said === null ? open : words.said[said]}`}</li>
        ))}
      </ol>
    </div>
  )
}
