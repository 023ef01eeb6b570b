import type { FilePreview, PreviewRow } from './door.ts'
import type { Trouble } from '../trouble.ts'

import { useSignal } from '@preact/signals'

import { useWords } from '../../context.ts'
import { OpeningHeading } from '../ui/heading.tsx'
import { TroubleBox } from '../ui/trouble-box.tsx'
import { PreviewDetail } from './preview-detail.tsx'
import { useTidyWords } from './words.ts'

type Props = {
  preview: FilePreview
  busy: boolean
  trouble: Trouble | null
  onTake: (rows: number[]) => void
  onOther: () => void
}

const SIGNS = { add: '+', change: '≠', nothing: '=', refuse: '×' } as const

/** What each row of a file would do, with a tick for what is to be done. */
export function PreviewTable({ preview: { format, rows }, busy, trouble, onTake, onOther }: Props) {
  const { colon } = useWords()
  const words = useTidyWords().transfer
  const left = useSignal<ReadonlySet<number>>(new Set())
  const taken = rows.filter((row) => canTake(row) && !left.value.has(row.row)).map(({ row }) => row)
  const count = (does: PreviewRow['does']) => rows.filter((row) => row.does === does).length
  const counts = {
    add: count('add'),
    change: count('change'),
    nothing: count('nothing'),
    refuse: count('refuse'),
  }
  return (
    <div class="preview">
      <OpeningHeading level={2}>{words.preview}</OpeningHeading>
      <p role="status">{words.format[format] + colon + words.summary(counts)}</p>
      {trouble !== null && <TroubleBox trouble={trouble} />}
      <table class="preview-rows">
        <thead>
          <tr>
            {(['take', 'row', 'does', 'watch', 'detail'] as const).map((column) => (
              <th scope="col" key={column}>
                {words.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.row}
              row={row}
              isTaken={!left.value.has(row.row)}
              onTake={(isTaken) => {
                const next = new Set(left.value)
                if (isTaken) next.delete(row.row)
                else next.add(row.row)
                left.value = next
              }}
            />
          ))}
        </tbody>
      </table>
      <div class="buttons">
        <button
          type="button"
          class="button button-main"
          aria-disabled={busy || taken.length === 0}
          onClick={() => onTake(taken)}
        >
          {busy ? words.busy : words.submit(taken.length)}
        </button>
        <button type="button" class="button" onClick={onOther}>
          {words.other}
        </button>
      </div>
    </div>
  )
}

const canTake = ({ does }: PreviewRow) => does === 'add' || does === 'change'

type RowProps = { row: PreviewRow; isTaken: boolean; onTake: (isTaken: boolean) => void }

function Row({ row, isTaken, onTake }: RowProps) {
  const words = useTidyWords().transfer
  const name = row.name === '' ? words.nameless : row.name
  return (
    <tr class={`does-${row.does}`}>
      <td class="preview-take">
        {canTake(row) && (
          <label class="switch">
            <input
              type="checkbox"
              checked={isTaken}
              onChange={(event) => onTake(event.currentTarget.checked)}
            />
            <span class="unseen">{words.take(row.row, name)}</span>
          </label>
        )}
      </td>
      <td class="preview-number">{row.row}</td>
      <td class="preview-does">
        <span aria-hidden="true">{SIGNS[row.does]}</span> {words.does[row.does]}
      </td>
      <td class="preview-watch">
        <strong>{name}</strong>
        <span class="hint">{row.url}</span>
      </td>
      <td class="preview-detail">
        <PreviewDetail row={row} />
      </td>
    </tr>
  )
}
