import type { List, Removed } from '../models/list.ts'
import type { Card as CardOf } from '../models/card.ts'
import type { Shown } from '../models/view.ts'

import { isNew } from '../models/view.ts'
import { Card } from './card.tsx'
import { Foot } from './foot.tsx'
import { Here } from './here.tsx'
import { Lookout } from './lookout.tsx'

/** The list of matches, the same in the popup, in a tab and in the side panel. */
export function ListPage({ list }: { list: List }) {
  const { view, words } = list.page.state
  return (
    <>
      <header class="top">
        <img src="/icon/48.png" alt="" width="36" height="36" />
        <h1>Vigie</h1>
        {view.kind === 'shown' && <Lookout view={view} words={words} />}
      </header>
      <main aria-busy={view.kind === 'loading'}>
        {view.kind === 'loading' ? <Loading text={words.loading} /> : <Rows list={list} view={view} />}
      </main>
      <Foot list={list} />
    </>
  )
}

const Loading = ({ text }: { text: string }) => (
  <div class="card skeleton">
    <p>{text}</p>
  </div>
)

function Rows({ list, view }: { list: List; view: Shown }) {
  const { words } = list.page.state
  const { trouble } = list.state
  const cards = view.cards.slice(0, list.most)
  const [urgent, calm] = [cards.filter(isNew), cards.filter((card) => !isNew(card))]
  return (
    <>
      {trouble?.where === 'page' && <p class="trouble">{words.trouble[trouble.kind]}</p>}
      {urgent.map((card) => rowOf(list, card))}
      <Here list={list} />
      {view.cards.length === 0 && <Empty list={list} />}
      {calm.map((card) => rowOf(list, card))}
      {list.state.removed.filter(({ before }) => !isShown(view, before)).map((one) => undoOf(list, one))}
      {view.retired.length > 0 && (
        <details class="retired">
          <summary>{words.retired(view.retired.length)}</summary>
          {view.retired.map((card) => rowOf(list, card))}
        </details>
      )}
    </>
  )
}

const isShown = ({ cards, retired }: Shown, id: string | null) =>
  id !== null && [...cards, ...retired].some((card) => card.id === id)

/** A card, and before it the rows that were removed there. */
function rowOf(list: List, card: CardOf) {
  const removed = list.state.removed.filter(({ before }) => before === card.id)
  return [...removed.map((one) => undoOf(list, one)), <Card key={card.id} list={list} card={card} />]
}

function undoOf(list: List, removed: Removed) {
  const { words } = list.page.state
  return (
    <div class="undo" key={removed.id} data-row={removed.id}>
      <p>{words.removed(removed.name)}</p>
      <button type="button" class="act strong" onClick={() => void list.undo(removed)}>
        {words.undo}
        <span class="unseen"> {removed.name}</span>
      </button>
    </div>
  )
}

function Empty({ list }: { list: List }) {
  const { words } = list.page.state
  return (
    <section class="panel">
      <h2>{words.empty.title}</h2>
      <p>{words.empty.text}</p>
    </section>
  )
}
