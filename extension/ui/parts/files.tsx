import type { PartWords } from '../../locales/fr-parts.ts'
import type { Imported, PageMessage } from '../../messages.ts'
import type { AnswerTo } from '../../page-door.ts'

import { useState } from 'preact/hooks'

const ISSUES_MOST = 5
const LINK_MS = 60_000

type Ask = <M extends PageMessage>(message: M) => Promise<AnswerTo<M> | null>
type Props = { ask: Ask; words: PartWords['add'] }

/** Matches out of a file and into one. What could not be taken is told line by line. */
export function Files({ ask, words }: Props) {
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
        {outcome === 'failed' && <p class="wrong">✕ {words.issue('')}</p>}
        {outcome !== null && outcome !== 'failed' && <Outcome outcome={outcome} words={words} />}
      </div>
      <button type="button" class="plain" onClick={() => void give()}>
        {words.export}
      </button>
    </div>
  )
}

function Outcome({ outcome, words }: { outcome: Imported; words: Props['words'] }) {
  const { added, already, issues } = outcome
  return (
    <>
      <p class="answer">{words.imported(added, already, issues.length)}</p>
      <ul class="notes">
        {issues.slice(0, ISSUES_MOST).map(({ path }) => (
          <li key={path}>{words.issue(path)}</li>
        ))}
      </ul>
    </>
  )
}

function save(text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = 'vigie-matchs.json'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), LINK_MS)
}
