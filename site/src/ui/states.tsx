import type { Problem } from '../environment.ts'

import { useStatus, useWords } from '../context.ts'

const SKELETONS = [1, 2, 3]

export function Loading() {
  const words = useWords()
  return (
    <div class="watch-list" aria-busy="true">
      <p class="unseen">{words.loading}</p>
      {SKELETONS.map((key) => (
        <div class="card skeleton" key={key} aria-hidden="true">
          <span class="bone bone-head" />
          <span class="bone" />
          <span class="bone bone-short" />
        </div>
      ))}
    </div>
  )
}

export function Empty() {
  const { empty } = useWords()
  return (
    <div class="panel">
      <h3>{empty.title}</h3>
      <p>{empty.text}</p>
    </div>
  )
}

export function Failed({ problem, offline }: { problem: Problem; offline: boolean }) {
  const status = useStatus()
  const { failed } = useWords()
  return (
    <div class="panel panel-failed">
      <h3>{failed.title}</h3>
      <p>{offline ? failed.offline : failed.problem(problem)}</p>
      <p>
        {failed.honest} {failed.openTickets}
      </p>
      <button type="button" class="retry" aria-busy={status.reading.value} onClick={() => void status.sync()}>
        {failed.retry}
      </button>
    </div>
  )
}
