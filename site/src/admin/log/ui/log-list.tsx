import type { Piece } from '../models/offsets.ts'
import type { Item } from '../models/view.ts'
import type { LogWindow } from '../models/window.ts'
import type { RefObject } from 'preact'

import { useSignal, useSignalEffect } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'

import { useLog } from '../context.ts'
import { useLogWords } from '../locales/words.ts'
import { indexOfKey, piecesOf } from '../models/offsets.ts'
import { GapRow, TopRow } from './edge-rows.tsx'
import { focusRow, rowId } from './focus-row.ts'
import { LineRow } from './line-row.tsx'
import { isSameDay } from './times.ts'

/** The lines in a box of their own: only those near what is seen are drawn, whatever their number. */
export function LogList() {
  const { log, view, rows } = useLog()
  const words = useLogWords()
  const box = useRef<HTMLDivElement>(null)
  const isFocused = useSignal(false)
  const onScroll = useBox(box, rows)
  const items = view.items.value
  const known = rows.active.value === null ? items.length - 1 : indexOfKey(items, rows.active.value)
  const active = isFocused.value ? Math.min(known, items.length - 1) : rows.middle()
  // Read here: with every other drawing the rows are measured, and the box is put where it belongs.
  const drawn = { from: rows.from.value, to: rows.to.value, further: isFocused.value ? active : -1 }
  const pieces = piecesOf(rows.offsets.value, drawn)
  useLayoutEffect(() => {
    // Its row is kept no more: the nearest has the focus now.
    const nearest = items[active]
    if (isFocused.value && document.activeElement === document.body && nearest !== undefined)
      focusRow(nearest.key)
  })
  const goTo = (index: number) => {
    rows.activate(index)
    focusRow(rows.active.value)
  }
  return (
    <div
      class="log-box"
      role="feed"
      ref={box}
      aria-label={words.list}
      aria-describedby="log-keys"
      aria-busy={log.older.value.kind === 'reading'}
      onScroll={onScroll}
      onFocusIn={(event) => {
        const key = keyOf(event.target)
        if (key === null) return
        rows.active.value = key
        isFocused.value = true
      }}
      onFocusOut={(event) => {
        // Without a next one the row may have gone, and not the person.
        if (event.relatedTarget !== null && !isInside(box.current, event.relatedTarget))
          isFocused.value = false
      }}
      onKeyDown={(event) => {
        const to = indexAfter(event, { rows, active, count: items.length })
        if (to === null) return
        event.preventDefault()
        goTo(to)
      }}
    >
      <Rows pieces={pieces} active={active} />
    </div>
  )
}

/** Those near what is seen, the one with the focus wherever it is, and empty space for all the others. */
function Rows({ pieces, active }: { pieces: readonly Piece[]; active: number }) {
  const items = useLog().view.items.value
  return (
    <>
      {pieces.flatMap((piece) =>
        piece.kind === 'space'
          ? [
              <svg
                class="log-space"
                width="1"
                height={piece.height}
                key={`space-${piece.at}`}
                aria-hidden="true"
              />,
            ]
          : items
              .slice(piece.from, piece.to)
              .map((item, index) => (
                <Row
                  item={item}
                  index={piece.from + index}
                  isActive={piece.from + index === active}
                  key={item.key}
                />
              )),
      )}
    </>
  )
}

type RowProps = { item: Item; index: number; isActive: boolean }

function Row({ item, index, isActive }: RowProps) {
  const { log, view } = useLog()
  const id = rowId(item.key)
  const items = view.items.value
  return (
    <article
      class="log-item"
      id={id}
      data-key={item.key}
      tabIndex={isActive ? 0 : -1}
      aria-labelledby={item.kind === 'line' ? `${id}-told` : id}
      aria-posinset={index + 1}
      aria-setsize={log.older.value.kind === 'whole' ? items.length : -1}
    >
      {item.kind === 'top' && <TopRow isActive={isActive} />}
      {item.kind === 'gap' && <GapRow gap={item} isActive={isActive} />}
      {item.kind === 'line' && (
        <LineRow line={item} id={id} isNewDay={beginsDay(items, index)} isActive={isActive} />
      )}
    </article>
  )
}

function beginsDay(items: readonly Item[], index: number): boolean {
  const item = items[index]
  if (item?.kind !== 'line') return false
  const before = items[index - 1]?.kind === 'gap' ? items[index - 2] : items[index - 1]
  return before?.kind !== 'line' || !isSameDay(before.at, item.at)
}

/** Keeps the box where the model says, and tells the model what is drawn in it and where it was scrolled to. */
function useBox(box: RefObject<HTMLDivElement | null>, rows: LogWindow): () => void {
  /** Where the box was put last: the event that follows is not somebody's scrolling. */
  const put = useRef(Number.NaN)
  const settle = () => {
    const element = box.current
    if (element === null || Math.abs(element.scrollTop - rows.position.peek()) < 1) return
    element.scrollTop = rows.position.peek()
    put.current = element.scrollTop
  }
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const observer = new ResizeObserver(() =>
      rows.resized({ width: element.clientWidth, height: element.clientHeight }),
    )
    observer.observe(element)
    rows.resized({ width: element.clientWidth, height: element.clientHeight })
    return () => observer.disconnect()
  }, [])
  useLayoutEffect(() => {
    const drawn = [...(box.current?.querySelectorAll<HTMLElement>('.log-item') ?? [])].map((row) => ({
      key: Number(row.dataset['key']),
      height: row.getBoundingClientRect().height,
    }))
    if (!rows.measured(drawn)) settle()
  })
  useSignalEffect(() => {
    void rows.position.value
    settle()
  })
  return () => {
    const top = box.current?.scrollTop ?? 0
    if (Math.abs(top - put.current) < 1) return
    put.current = Number.NaN
    rows.scrolled(top)
  }
}

type Keys = { rows: LogWindow; active: number; count: number }

/** Where a key leads from the active row; `null` for keys of no meaning here. */
function indexAfter(event: KeyboardEvent, { rows, active, count }: Keys): number | null {
  if (event.altKey || event.ctrlKey || event.metaKey) return null
  switch (event.key) {
    case 'ArrowDown':
      return active + 1
    case 'ArrowUp':
      return active - 1
    case 'PageDown':
      return rows.page(active, 1)
    case 'PageUp':
      return rows.page(active, -1)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

function keyOf(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('.log-item') : null
  return row === null ? null : Number(row.dataset['key'])
}

const isInside = (box: HTMLElement | null, target: EventTarget | null) =>
  target instanceof Node && box !== null && box.contains(target)
