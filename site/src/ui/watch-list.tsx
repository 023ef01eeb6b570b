import type { Shown } from '../models/status.ts'

import { useLayoutEffect } from 'preact/hooks'

import { useApp } from '../context.ts'
import { orderAt } from '../models/lookout.ts'
import { WatchCard } from './watch-card.tsx'

export function WatchList({ watches }: { watches: Shown['watches'] }) {
  const { clock } = useApp()
  const ordered = orderAt(watches, clock.now.value)
  useKeptFocus(ordered.map((watch) => watch.id).join(' '))
  return (
    <div class="watch-list">
      {ordered.map((watch) => (
        <WatchCard watch={watch} key={watch.id} />
      ))}
    </div>
  )
}

/** A card that moves in the list takes its focused link along, which browsers do not do. */
function useKeptFocus(order: string) {
  const focused = document.activeElement
  useLayoutEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (isLost && focused instanceof HTMLElement && focused.isConnected)
      focused.focus({ preventScroll: true })
  }, [order])
}
