import type { Proposal } from '../door.ts'
import type { Samples } from '../models/samples.ts'
import type { SampleLine } from '#core/sample.ts'
import type { SeatsTarget } from '#core/watch.ts'

import { useApp } from '../../context.ts'
import { useAdminWords } from '../context.ts'
import { TARGET_FIELDS } from '../models/draft.ts'
import { TroubleBox } from './trouble-box.tsx'

type Props = { samples: Samples; lines: readonly SampleLine[] }

/** "Teach": what Vigie proposes to look for, with its proof on every saved page, and the button to accept it. */
export function ProposalPanel({ samples, lines }: Props) {
  const words = useAdminWords().teach
  const state = samples.teaching.value
  return (
    <div class="card proposal">
      <div class="buttons">
        <button
          type="button"
          class={state.kind === 'proposed' ? 'button' : 'button button-main'}
          aria-disabled={state.kind === 'running'}
          onClick={() => void samples.teach()}
        >
          {state.kind === 'running' ? words.teaching : words.teach}
        </button>
      </div>
      <div role="status">
        {state.kind === 'proposed' && (
          <p class={state.proposal.ok ? 'right' : 'stale-words'}>{verdictWords(words, state.proposal)}</p>
        )}
      </div>
      {state.kind === 'failed' && <TroubleBox trouble={state.trouble} />}
      {state.kind === 'proposed' && (
        <>
          <Target target={state.proposal.target} />
          {state.theirs !== null && <Theirs target={state.theirs} />}
          <Proof proposal={state.proposal} lines={lines} />
          {state.trouble !== null && <TroubleBox trouble={state.trouble} />}
          {state.proposal.ok && (
            <button
              type="button"
              class="button button-main"
              aria-disabled={state.accepting}
              onClick={() => void samples.accept()}
            >
              {state.accepting ? words.accepting : words.accept}
            </button>
          )}
        </>
      )}
    </div>
  )
}

function verdictWords(words: ReturnType<typeof useAdminWords>['teach'], { ok, need }: Proposal): string {
  if (ok) return words.ok
  return need === null ? words.notOk : words.need[need]
}

/** What somebody else has the watch look for by now: it would be replaced. */
function Theirs({ target }: { target: SeatsTarget }) {
  const words = useAdminWords().teach
  return (
    <div class="note-changed" role="alert">
      <p>
        <strong>{words.theirs}</strong>
      </p>
      {TARGET_FIELDS.every((field) => target[field] === undefined) && <p>{words.theirsNone}</p>}
      <Target target={target} />
      <p>{words.theirsNext}</p>
    </div>
  )
}

function Target({ target }: { target: SeatsTarget }) {
  const words = useAdminWords()
  const given = TARGET_FIELDS.filter((field) => target[field] !== undefined)
  if (given.length === 0) return null
  return (
    <dl class="facts-list">
      {given.map((field) => (
        <div key={field}>
          <dt>{words.form.target[field].label}</dt>
          <dd>
            <code>{target[field]}</code>
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Proof({ proposal, lines }: { proposal: Proposal; lines: readonly SampleLine[] }) {
  const { locale, saw, reason } = useApp().choice.words.value
  const words = useAdminWords().teach
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' })
  /** Somebody may have removed it since. */
  const nameOf = (id: string) => {
    const line = lines.find((one) => one.id === id)
    return line === undefined ? words.removed : dates.format(line.at)
  }
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={words.proof}>
      <table>
        <caption>{words.proof}</caption>
        <thead>
          <tr>
            <th scope="col">{words.page}</th>
            <th scope="col">{words.said}</th>
            <th scope="col">{words.wouldRead}</th>
          </tr>
        </thead>
        <tbody>
          {proposal.proven.map(({ sampleId, says, got, agrees }) => (
            <tr key={sampleId}>
              <th scope="row">{nameOf(sampleId)}</th>
              <td>{words.says[says]}</td>
              <td>
                {saw[got.state]}
                {got.state === 'unknown' && ` (${reason[got.reason]})`}
                <p class={agrees ? 'right' : 'wrong'}>{agrees ? words.right : words.notRight}</p>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
