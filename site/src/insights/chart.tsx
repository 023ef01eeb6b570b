import type { ComponentChildren } from 'preact'

import { DataTable } from '../ui/data-table.tsx'
import { useInsightsWords } from './words.ts'

type Props = { id: string; title: string; words: readonly string[]; children: ComponentChildren }

/** A drawing and what it says: the words come first, for whoever does not see the picture or does not want it. */
export function Chart({ id, title, words, children }: Props) {
  return (
    <section class="chart card" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {words.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {children}
    </section>
  )
}

type Table = { caption: string; heads: readonly string[]; rows: readonly (readonly (string | number)[])[] }

/** The same as numbers, for screen readers and for whoever wants to know. The first of each row names it. */
export function Numbers({ caption, heads, rows }: Table) {
  const words = useInsightsWords()
  return (
    <details class="more numbers">
      <summary>
        {words.table}
        <span class="unseen"> {caption}</span>
      </summary>
      <DataTable
        box="numbers-box"
        caption={caption}
        label={`${caption}, ${words.numbers}`}
        heads={heads}
        rows={rows.map((cells) => ({ key: cells[0] ?? '', cells }))}
      />
    </details>
  )
}

/** Upright bars from left to right, of equal width. Labels stand below, as text of the page. */
export function Bars({ counts }: { counts: readonly number[] }) {
  const most = Math.max(1, ...counts)
  const width = 100 / counts.length
  return (
    <svg class="bars" aria-hidden="true" focusable="false">
      <line class="axis" x1="0" x2="100%" y1="100%" y2="100%" />
      {counts.map((count, index) => {
        const height = (count / most) * 100
        return (
          <rect
            class="bar"
            key={index}
            x={`${index * width + width * 0.14}%`}
            width={`${width * 0.72}%`}
            y={`${100 - height}%`}
            height={`${height}%`}
            rx="2"
          />
        )
      })}
    </svg>
  )
}
