import type { PartWords } from '../../locales/fr-parts.ts'
import type { Imported, ImportIssue, PageMessage } from '../../messages.ts'
import type { AnswerTo } from '../../page-door.ts'

import { useState } from 'preact/hooks'

const ISSUES_MOST = 5
const LINK_MS = 60_000

type Ask = <M extends PageMessage>(message: M) => Promise<AnswerTo<M> | null>
type Props = { ask: Ask; parts: PartWords }

/** Matches out of a file and into one. What could not be taken is told line by line. */
export function Files({ ask, parts }: Props) {
  const words = parts.add
  const [outcome, setOutcome] = useState<Imported | 'failed' | null>(null)
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    setOutcome((await ask({ type: 'import', text: await file.text() })) ?? 'failed')
  }
  const give = async () => {
    const answer = await ask({ type: 'export' })
    if (answer === null) setOutcome('failed')
    else save(answer.text)
  }
  return (
    <div class="field">
      <label class="file plain">
        {words.import}
        <input
          type="file"
          class="unseen"
          accept=".json,application/json"
          onChange={({ currentTarget }) => {
            void take(currentTarget.files?.[0])
            // The same file, once it is mended, is a change again.
            currentTarget.value = ''
          }}
        />
      </label>
      <p class="seen">{words.importHelp}</p>
      <div role="status">
        {outcome === 'failed' && <p class="wrong">✕ {words.unread}</p>}
        {outcome !== null && outcome !== 'failed' && <Outcome outcome={outcome} parts={parts} />}
      </div>
      <button type="button" class="plain" onClick={() => void give()}>
        {words.export}
      </button>
    </div>
  )
}

function Outcome({ outcome, parts }: { outcome: Imported; parts: PartWords }) {
  const { added, already, issues } = outcome
  return (
    <>
      <p class="answer">{parts.add.imported(added, already, issues.length)}</p>
      <ul class="notes">
        {issues.slice(0, ISSUES_MOST).map((issue) => (
          <li key={issue.path}>{issueText(issue, parts)}</li>
        ))}
      </ul>
    </>
  )
}

/** Which match of the file, what about it, and why. */
function issueText({ path, problem }: ImportIssue, { add, field }: PartWords): string {
  const [, at, part = ''] = /^(\d+)\.(\w+)/.exec(path) ?? []
  if (at === undefined) return isOf(add.problem, problem) ? add.problem[problem] : add.unread
  const about = isOf(add.field, part) ? add.field[part] : part
  return add.line(Number(at) + 1, about, isOf(field, problem) ? field[problem] : field.unknown)
}

const isOf = <Key extends string>(words: Record<Key, string>, key: string): key is Key =>
  Object.hasOwn(words, key)

function save(text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = 'vigie-matchs.json'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), LINK_MS)
}
