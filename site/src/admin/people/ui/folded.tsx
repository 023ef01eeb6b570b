import type { ComponentChildren } from 'preact'

import { useSignal } from '@preact/signals'

import { usePeopleWords } from '../locales/words.ts'

/** On a small screen what is listed comes before what could be chosen. */
const isWide = () => matchMedia('(min-width: 40em)').matches

type Props = { open: boolean; children: ComponentChildren }

/** Choices behind one press: open where there is room, or where something is chosen already. */
export function Folded({ open, children }: Props) {
  const words = usePeopleWords()
  const first = useSignal(open || isWide())
  return (
    <details class="more" open={first.value}>
      <summary>{words.filters}</summary>
      {children}
    </details>
  )
}
