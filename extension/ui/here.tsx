import type { List } from '../models/list.ts'

import { safeLink } from '#core/safe-link.ts'

/** The page that the person is on, one click from being followed. */
export function Here({ list }: { list: List }) {
  const { here } = list.state
  const { words } = list.page.state
  if (here?.kind !== 'page') return null
  const { draft } = here
  return (
    <section class="here" aria-labelledby="here-title">
      <h2 id="here-title" class="over">
        {words.here.title}
      </h2>
      <p class="here-name">{draft.name}</p>
      <button type="button" class="strong wide" onClick={() => void list.follow(draft)}>
        {words.here.follow}
      </button>
      <p class="seen">{words.here.asks(safeLink(draft.url)?.host ?? '')}</p>
    </section>
  )
}
