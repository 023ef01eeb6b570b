import type { AdminWatch } from '../door.ts'

import { useRef } from 'preact/hooks'

import { glanceAt } from '#core/freshness.ts'

import { useApp } from '../../context.ts'
import { Shape } from '../../ui/shape.tsx'
import { useTidyWords } from './words.ts'

type Props = {
  watch: AdminWatch
  /** From 1. */
  place: number
  count: number
  look: 'in-hand' | 'marked' | 'still'
  /** Down, or up below 0; as far as it goes when that is endless. */
  onStep: (by: number) => void
  /** The height of the pointer in the window; `null` when the row is let be. */
  onDrag: (y: number | null) => void
  onDrop: () => void
}

const DRAGGED = { 'in-hand': ' order-in-hand', marked: ' order-marked', still: '' }

export function OrderRow({ watch, place, count, look, onStep, onDrag, onDrop }: Props) {
  const { clock } = useApp()
  const words = useTidyWords().order
  return (
    <li class={`order-row${DRAGGED[look]}`}>
      <Handle watch={watch} isHeld={look === 'in-hand'} onStep={onStep} onDrag={onDrag} onDrop={onDrop} />
      <span class="order-place" aria-hidden="true">
        {place}
      </span>
      <Shape state={glanceAt(watch.status, clock.now.value).state} />
      <span class="order-name">
        {watch.name}
        {!watch.public && <span class="chip">{words.private}</span>}
      </span>
      <span class="order-steps">
        <Step
          label={words.up(watch.name)}
          path="M6 14l6-6 6 6"
          isEnd={place === 1}
          onStep={() => onStep(-1)}
        />
        <Step
          label={words.down(watch.name)}
          path="M6 10l6 6 6-6"
          isEnd={place === count}
          onStep={() => onStep(1)}
        />
      </span>
    </li>
  )
}

const STEPS: { readonly [key: string]: number } = {
  ArrowUp: -1,
  ArrowDown: 1,
  Home: -Infinity,
  End: Infinity,
}

type HandleProps = Pick<Props, 'watch' | 'onStep' | 'onDrag' | 'onDrop'> & { isHeld: boolean }

/** Dragged by mouse, pen or finger; moved by the arrow keys. */
function Handle({ watch, isHeld, onStep, onDrag, onDrop }: HandleProps) {
  const words = useTidyWords().order
  const pointer = useRef<number | null>(null)
  return (
    <button
      type="button"
      class="order-handle"
      aria-label={words.handle(watch.name)}
      aria-description={words.handleHint}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isHeld) {
          // Let go of for good: the pointer still moves.
          if (pointer.current !== null) event.currentTarget.releasePointerCapture(pointer.current)
          return onDrag(null)
        }
        const by = STEPS[event.key]
        if (by === undefined) return
        event.preventDefault()
        onStep(by)
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        pointer.current = event.pointerId
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onDrag(event.clientY)
      }}
      onPointerUp={() => {
        if (isHeld) onDrop()
      }}
      onPointerCancel={() => onDrag(null)}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01" />
      </svg>
    </button>
  )
}

type StepProps = { label: string; path: string; isEnd: boolean; onStep: () => void }

function Step({ label, path, isEnd, onStep }: StepProps) {
  return (
    <button type="button" class="order-step" aria-label={label} aria-disabled={isEnd} onClick={onStep}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  )
}
