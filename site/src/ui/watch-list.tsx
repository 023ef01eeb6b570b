import type { Shown } from '../models/status.ts'

import { useLayoutEffect } from 'preact/hooks'

import { useApp } from '../context.ts'
import { orderAt } from '../models/lookout.ts'
import { WatchCard } from './watch-card.tsx'

export function WatchList({ shown }: { shown: Shown }) {
  const { clock } = useApp()
  const ordered = orderAt(shown, clock.now.value)
  useKeptFocus(ordered.map((watch) => watch.id).join(' '))
  return (
    <div class="watch-list">
      {ordered.map((watch) => (
        <WatchCard watch={watch} syncedAt={shown.syncedAt} key={watch.id} />
      ))}
    </div>
  )
}

/** A card that moves in the list takes its focused link along, which browsers do not do. */
function useKeptFocus(order: string) {
  const focused = document.activeElement
  useLayoutEffect(() => {
    // Whoever had no focus has none to lose; and to focus lays out the whole page at once.
    if (!(focused instanceof HTMLElement) || focused === document.body || !focused.isConnected) return
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (isLost) focused.focus({ preventScroll: true })
  }, [order])
}
