import type { AdminWatch } from '../door.ts'

import { useSignal } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

import { useAdmin } from '../context.ts'
import { OpeningHeading } from '../ui/heading.tsx'
import { TroubleBox } from '../ui/trouble-box.tsx'
import { OrderRow } from './order-row.tsx'
import { pullAt, stepTo } from './placed.ts'
import { useOrder } from './use-order.ts'
import { useTidyWords } from './words.ts'

/** The watches one below the other, to be moved by keys, by buttons or by hand. */
export function OrderList() {
  const { say } = useAdmin()
  const words = useTidyWords().order
  const { list, trouble, move } = useOrder()
  /** Where the one in hand would be let go: before that one, or last for `null`. */
  const dragged = useSignal<{ id: string; before: string | null } | null>(null)
  const rows = useRef<HTMLOListElement>(null)
  const focused = useRef<HTMLElement | null>(null)
  // A row that moves in the page loses the focus.
  useLayoutEffect(() => {
    focused.current?.focus()
    focused.current = null
  })
  const ids = list.map(({ id }) => id)
  const put = (watch: AdminWatch, before: string | null) => {
    const active = document.activeElement
    focused.current = active instanceof HTMLElement && rows.current?.contains(active) === true ? active : null
    const place = move(watch.id, before)
    if (place !== null) say(words.moved(watch.name, place, ids.length))
  }
  const step = (watch: AdminWatch, by: number) => {
    const before = stepTo(ids, watch.id, by)
    if (before !== undefined) put(watch, before)
    else say(by < 0 ? words.first(watch.name) : words.last(watch.name))
  }
  const { id: inHand, before: mark } = dragged.value ?? {}
  const hold = useHold(inHand, (id, y) => {
    dragged.value = { id, before: below(rows.current, ids, { id, y }) }
  })
  return (
    <section class="order" aria-labelledby="order-title">
      <OpeningHeading level={2} id="order-title">
        {words.title}
      </OpeningHeading>
      <p class="hint">{words.lead}</p>
      {trouble.value !== null && <TroubleBox trouble={trouble.value} />}
      <ol class={mark === null ? 'order-rows order-last' : 'order-rows'} ref={rows}>
        {list.map((watch, index) => (
          <OrderRow
            key={watch.id}
            watch={watch}
            place={index + 1}
            count={list.length}
            look={watch.id === inHand ? 'in-hand' : watch.id === mark ? 'marked' : 'still'}
            onStep={(by) => step(watch, by)}
            onDrag={(y) => {
              if (y === null) dragged.value = null
              else hold(watch.id, y)
            }}
            onDrop={() => {
              const drop = dragged.value
              dragged.value = null
              if (drop !== null) put(watch, drop.before)
            }}
          />
        ))}
      </ol>
    </section>
  )
}

const PULL_MS = 16

/** Follows the pointer with a row in hand; near an edge of the window the page scrolls on under it. */
function useHold(inHand: string | undefined, aim: (id: string, y: number) => void) {
  const height = useRef(0)
  const newest = useRef(aim)
  newest.current = aim
  useEffect(() => {
    if (inHand === undefined) return
    const timer = setInterval(() => {
      const by = pullAt(height.current, innerHeight)
      if (by === 0) return
      scrollBy(0, by)
      newest.current(inHand, height.current)
    }, PULL_MS)
    return () => clearInterval(timer)
  }, [inHand])
  return (id: string, y: number) => {
    height.current = y
    aim(id, y)
  }
}

/** The first other row whose middle is below that height of the window; `null` for the end. */
function below(
  list: HTMLOListElement | null,
  ids: readonly string[],
  { id, y }: { id: string; y: number },
): string | null {
  const boxes = [...(list?.children ?? [])].map((row) => row.getBoundingClientRect())
  const at = ids.findIndex((one, index) => {
    const box = boxes[index]
    return one !== id && box !== undefined && box.top + box.height / 2 > y
  })
  return ids[at] ?? null
}
