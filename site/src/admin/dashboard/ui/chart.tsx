import type { ComponentChildren } from 'preact'

import { DataTable } from '../../../ui/data-table.tsx'
import { useDashboardWords } from '../locales/words.ts'

type Props = {
  id: string
  title: string
  words: readonly string[]
  wide?: boolean
  children?: ComponentChildren
}

/** A drawing and what it says: the words come first, for whoever does not see the picture or does not want it. */
export function Chart({ id, title, words, wide = false, children }: Props) {
  return (
    <section class={wide ? 'chart chart-wide card' : 'chart card'} aria-labelledby={`chart-${id}`}>
      <h2 id={`chart-${id}`}>{title}</h2>
      {words.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {children}
    </section>
  )
}

/** `label`: what the button says, where there is more than one. */
type Table = {
  caption: string
  label?: string
  heads: readonly string[]
  rows: readonly (readonly (string | number)[])[]
}

/** The same as numbers. The first of each row names it. */
export function Numbers({ caption, label, heads, rows }: Table) {
  const words = useDashboardWords()
  return (
    <details class="more numbers">
      <summary>
        {label ?? words.table}
        <span class="unseen"> {caption}</span>
      </summary>
      <DataTable
        box="numbers-box"
        caption={caption}
        label={`${caption}, ${label ?? words.numbers}`}
        heads={heads}
        rows={rows.map((cells) => ({ key: cells[0] ?? '', cells }))}
      />
    </details>
  )
}

/** Hatching says "not seen" without any colour, dots say "not there yet". */
export const FOG = 'url(#dashboard-fog)'
export const EMPTY = 'url(#dashboard-empty)'

export function Patterns() {
  return (
    <svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="dashboard-fog" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect class="fog-ground" width="6" height="6" />
          <path class="fog-line" d="M-1 5L5 -1M1 7L7 1" />
        </pattern>
        <pattern id="dashboard-empty" width="6" height="6" patternUnits="userSpaceOnUse">
          <circle class="empty-dot" cx="1.5" cy="1.5" r="1" />
        </pattern>
      </defs>
    </svg>
  )
}

/** What a fill means, beside its word. */
export function Legend({ items }: { items: readonly { name: string; className?: string; fill?: string }[] }) {
  return (
    <ul class="legend" aria-hidden="true">
      {items.map(({ name, className, fill }) => (
        <li key={name}>
          <svg class="swatch" focusable="false">
            <rect class={className} fill={fill} width="100%" height="100%" rx="3" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}

/** Words below a drawing, the first at its left end, the last at its right. */
export function Marks({ words }: { words: readonly string[] }) {
  return (
    <p class="plot-marks">
      {words.map((word, index) => (
        <span key={index}>{word}</span>
      ))}
    </p>
  )
}

/** Lines of height behind a drawing, from the bottom up; `at` is 0 to 100. */
export function Heights({ lines }: { lines: readonly { at: number; word: string }[] }) {
  return (
    <>
      {lines.map(({ at, word }) => (
        <g key={at}>
          <line class="axis" x1="0" x2="100%" y1={`${100 - at}%`} y2={`${100 - at}%`} />
          {word !== '' && (
            <text class="mark" x="2" y={`${100 - at}%`} dy={at === 100 ? '1.1em' : '-0.35em'}>
              {word}
            </text>
          )}
        </g>
      ))}
    </>
  )
}
