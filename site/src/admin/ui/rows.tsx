import type { Observation, OfferRow } from '#core/observation.ts'

import { rowState } from '#core/offers.ts'

import { useWords } from '../../context.ts'
import { useAdminWords } from '../context.ts'

type Page = NonNullable<Observation['page']>

/** The rows of the page that fit what is looked for, each with what it was worth at that time. */
export function Rows({ page, at }: { page: Page; at: number }) {
  const words = useAdminWords().rows
  if (page.targets.length === 0) return <p class="hint">{words.none}</p>
  return (
    <details class="more" open={page.targets.length <= 3}>
      <summary>{words.title(page.targetCount)}</summary>
      <ul class="offer-rows">
        {page.targets.map((row, index) => (
          <Row row={row} at={at} key={`${row.path} ${index}`} />
        ))}
      </ul>
    </details>
  )
}

function Row({ row, at }: { row: OfferRow; at: number }) {
  const words = useAdminWords().rows
  const { colon } = useWords()
  const state = rowState(row, at)
  const place = [row.drawn === 'hidden' ? words.hidden : '', words.place[row.place]]
    .filter(Boolean)
    .join(', ')
  const facts: [string, preact.ComponentChildren][] = [
    [words.price, row.price],
    [words.places, row.quantity],
    [words.control, row.control === null ? null : <Control control={row.control} />],
    [words.says, row.gone ?? row.notYet ?? row.restricted],
    [words.where, <code key="path">{row.path}</code>],
  ]
  return (
    <li class="offer-row">
      <p>
        <strong>{row.name === '' ? row.type : row.name}</strong>
        {colon}
        {words.state[state.state]}
        {place !== '' && ` (${place})`}
      </p>
      <dl class="facts-list">
        {facts
          .filter(([, value]) => value !== null && value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </li>
  )
}

function Control({ control }: { control: NonNullable<OfferRow['control']> }) {
  const words = useAdminWords().rows
  return (
    <>
      <q>{control.text}</q>
      {!control.enabled && ` (${words.disabled})`}
    </>
  )
}
