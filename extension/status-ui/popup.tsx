import type { Page } from '../models/status-page.ts'
import type { View } from '../models/status-view.ts'

import { Header } from './header.tsx'
import { Row } from './row.tsx'

export function Popup({ page }: { page: Page }) {
  const words = page.words.value
  return (
    <>
      <Header page={page} title="Vigie" />
      <main aria-busy={page.view.value.kind === 'loading'}>
        <Body page={page} view={page.view.value} />
      </main>
      <footer class="foot">
        <a href={page.settings.value.address} target="_blank" rel="noopener noreferrer">
          {words.fullPage}
          <span class="unseen"> {words.newTab}</span>
        </a>
        <button type="button" class="plain" onClick={() => void page.openOptions()}>
          {words.settings}
        </button>
      </footer>
    </>
  )
}

function Body({ page, view }: { page: Page; view: View }) {
  const words = page.words.value
  switch (view.kind) {
    case 'loading':
      return (
        <div class="row skeleton">
          <p>{words.loading}</p>
        </div>
      )
    case 'failed':
      return (
        <div class="panel">
          <h2>{words.failed.title}</h2>
          <p>{words.failed.problem(view.problem, page.settings.value.address)}</p>
          <p>{words.failed.honest}</p>
          <Retry page={page} />
        </div>
      )
    default:
      view satisfies { kind: 'shown' }
      return (
        <>
          {view.problem !== null && (
            <div class="panel">
              <p>{words.old(view.problem, view.readAt)}</p>
              <Retry page={page} />
            </div>
          )}
          {view.rows.length === 0 && (
            <div class="row">
              <div class="row-words">
                <h2>{words.empty.title}</h2>
                <p>{words.empty.text}</p>
              </div>
            </div>
          )}
          {view.rows.map((row) => (
            <Row key={row.watch.id} page={page} row={row} now={view.now} />
          ))}
        </>
      )
  }
}

function Retry({ page }: { page: Page }) {
  return (
    <button type="button" class="strong" aria-busy={page.reading.value} onClick={() => void page.ask()}>
      {page.words.value.failed.retry}
    </button>
  )
}
