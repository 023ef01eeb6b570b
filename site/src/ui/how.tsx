import type { How as HowOf } from '#core/how.ts'

import { useWords } from '../context.ts'

/** Whether the page is read as the site sends it or drawn by a browser, and why. */
export function How({ how }: { how: HowOf }) {
  const words = useWords()
  return (
    <section class="how">
      <h4>{words.how}</h4>
      <p>{words.howTold(how)}</p>
    </section>
  )
}
