import type { FieldChange, PreviewRow } from './door.ts'

import { useWords } from '../../context.ts'
import { useAdminWords } from '../context.ts'
import { wordTrouble } from '../word-trouble.ts'
import { useFieldWords, useTidyWords } from './words.ts'

/** What changes, or why a row is refused. */
export function PreviewDetail({ row }: { row: PreviewRow }) {
  const words = useTidyWords().transfer
  if (row.does === 'nothing') return <span class="hint">{words.nothing}</span>
  if (row.does === 'refuse') return <Refused row={row} />
  return (
    <ul>
      {row.fields.map((change) => (
        <Change change={change} isNew={row.does === 'add'} key={change.field} />
      ))}
    </ul>
  )
}

function Change({ change: { field, before, after }, isNew }: { change: FieldChange; isNew: boolean }) {
  const words = useTidyWords().transfer
  const { colon } = useWords()
  const { nameOf, wordOf } = useFieldWords()
  const show = (text: string) => (text === '' ? words.empty : wordOf(field, text))
  return (
    <li>
      {nameOf(field)}
      {colon}
      <strong>{show(after)}</strong>
      {!isNew && (
        <span class="hint">
          {' '}
          {words.from} <s>{show(before)}</s>
        </span>
      )}
    </li>
  )
}

type RefusedProps = { row: Extract<PreviewRow, { does: 'refuse' }> }

/** How the relay says that nothing is there. */
const NOTHING = /received undefined|^Too small/

function Refused({ row: { code, issues } }: RefusedProps) {
  const words = useTidyWords().transfer
  const { trouble, form } = useAdminWords()
  const { colon } = useWords()
  const { nameOf } = useFieldWords()
  const refusal = { kind: 'refused', status: 422, code, issues, waitMs: null } as const
  const { what, next } = code === 'twice' ? words.twice : wordTrouble(trouble, refusal)
  return (
    <>
      <p>
        <strong>{what}</strong> {next}
      </p>
      {code === 'invalid' &&
        issues.map(({ path, message }) => {
          const field = path.replace(/^target\./, '')
          const isMissing = (field === 'name' || field === 'url') && NOTHING.test(message)
          const text = isMissing ? form.missing[field] : textOf(form.wrong, field)
          return (
            <p class="hint" key={path}>
              {nameOf(field)}
              {colon}
              {text} {!isMissing && <span lang="en">{message}</span>}
            </p>
          )
        })}
    </>
  )
}

const textOf = (words: Record<string, string>, field: string): string =>
  Object.hasOwn(words, field) ? (words[field] ?? '') : ''
