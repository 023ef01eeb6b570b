import type { List } from '../models/list.ts'
import type { Card } from '../models/card.ts'

import { safeLink } from '#core/safe-link.ts'

import { isHere } from '../models/list.ts'
import { isNew } from '../models/view.ts'

type Props = { list: List; card: Card }

/** What can be done about a match, what matters most first. */
export function Acts({ list, card }: Props) {
  const { words } = list.page.state
  const { id, state, todo } = card
  return (
    <div class="acts">
      {state.kind === 'alert' && <Visit list={list} card={card} />}
      {state.kind === 'alert' && <AlertActs list={list} card={card} />}
      {todo === 'grant' && <Act strong words={words.grant} about={card} run={() => void list.grant(card)} />}
      {todo === 'resume' && (
        <Act strong words={resumeWords(card, words)} about={card} run={() => resume(list, card)} />
      )}
      {todo === 'remove' && <Act words={words.remove} about={card} run={() => void list.remove(card)} />}
      {isStrong(card) && <Visit list={list} card={card} />}
      {canCheck(card) && (
        <Act
          strong={todo === 'check'}
          words={words.check}
          about={card}
          busy={list.state.steps.get(id) === 'looking'}
          run={() => void list.check(card)}
        />
      )}
      {state.kind !== 'alert' && !isStrong(card) && <Visit list={list} card={card} />}
      <button
        type="button"
        class="act"
        aria-expanded={list.state.part?.kind === 'tools' && list.state.part.id === id}
        aria-controls={`tools-${id}`}
        onClick={() => list.open({ kind: 'tools', id })}
      >
        {words.tools}
        <About card={card} />
      </button>
    </div>
  )
}

function AlertActs({ list, card }: Props) {
  const { words } = list.page.state
  const { id, state } = card
  if (state.kind !== 'alert') return null
  return (
    <>
      {isNew(card) && (
        <Act words={words.seen} about={card} run={() => void list.act(id, { type: 'seen', id: state.id })} />
      )}
      {isHere(list, id) && (
        <Act words={words.mark} about={card} run={() => void list.act(id, { type: 'mark', id })} />
      )}
      <Act
        words={words.falseAlarm}
        about={card}
        run={() => void list.act(id, { type: 'false-alarm', id: state.id })}
      />
    </>
  )
}

const resumeWords = ({ state }: Card, words: List['page']['state']['words']) =>
  state.kind === 'paused' && state.all ? words.resumeAll : words.resume

function resume(list: List, { id, state }: Card) {
  void list.act(id, { type: 'resume', id: state.kind === 'paused' && state.all ? null : id })
}

function canCheck({ state }: Card): boolean {
  return !['retired', 'paused', 'needs-access', 'offline', 'alert'].includes(state.kind)
}

type ActProps = { strong?: boolean; words: string; about: Card; busy?: boolean; run: () => void }

function Act({ strong = false, words, about, busy = false, run }: ActProps) {
  return (
    <button type="button" class={strong ? 'act strong' : 'act'} aria-busy={busy} onClick={run}>
      {words}
      <About card={about} />
    </button>
  )
}

/** Rows are many: every name of a control ends with its match. */
const About = ({ card }: { card: Card }) => <span class="unseen"> {card.name}</span>

/** The person's own session is what is missing. */
const isStrong = ({ todo }: Card) => todo === 'open-page' || todo === 'show-page'

/** To the ticket office; an open tab of it comes to the front instead of a second one. */
function Visit({ list, card }: Props) {
  const { words } = list.page.state
  const link = safeLink(card.url)
  if (link === null) return null
  const isAlert = card.state.kind === 'alert'
  return (
    <a
      class={isAlert ? 'go' : isStrong(card) ? 'act strong' : 'act'}
      href={link.href}
      target="_blank"
      rel="noopener noreferrer"
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        void list.act(card.id, { type: 'visit', id: card.id })
      }}
    >
      <span>
        {isStrong(card) ? words.see : words.open}
        <span class="unseen">
          {' '}
          {card.name} {words.newTab}
        </span>
      </span>
      {isAlert && <span class="go-host">{link.host}</span>}
    </a>
  )
}
