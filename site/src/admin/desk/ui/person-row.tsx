import type { TestOutcome } from '../door.ts'
import type { DeskWords } from '../locales/fr.ts'
import type { SubscriberLine } from '#core/subscription.ts'

import { useSignal } from '@preact/signals'

import { markOf } from '#core/subscriber-handle.ts'

import { useApp, useWords } from '../../../context.ts'
import { moment } from '../../../models/times.ts'
import { useAdmin } from '../../context.ts'
import { hrefOf } from '../../models/route.ts'
import { isGone } from '../../trouble.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useDeskWords } from '../locales/words.ts'
import { useAct } from './act.tsx'
import { useDesk } from './desk-context.ts'

type Props = { person: SubscriberLine; onChanged: () => void }

/** One subscriber: where, what was chosen, and what can be done. */
export function PersonRow({ person, onChanged }: Props) {
  const words = useDeskWords()
  const { id, channel, address, state, role, disabledWhy } = person
  const heading = `person-${id}`
  return (
    <li class="card row" aria-labelledby={heading}>
      <div class="card-head">
        <div>
          <h2 id={heading}>
            {words.channel[channel]} <span class="masked">{address}</span>
          </h2>
          <p class={state === 'active' ? 'right' : 'wrong'}>
            {words.people.state[state]}
            {disabledWhy !== null && <span lang="en"> ({disabledWhy})</span>}
          </p>
        </div>
        {role === 'operator' && <p class="chip">{words.people.role.operator}</p>}
      </div>
      <Choices person={person} />
      <Acts person={person} onChanged={onChanged} />
    </li>
  )
}

function Choices({ person }: { person: SubscriberLine }) {
  const { clock } = useApp()
  const { locale } = useWords()
  const { people, language } = useDeskWords()
  const { watches, quiet, loudness, pausedUntil, createdAt } = person
  const isPaused = pausedUntil !== null && pausedUntil > clock.now.value
  const facts: [string, string][] = [
    [people.mark, markOf(person.id)],
    [people.watches, watches === 'all' ? people.all : people.some(watches.length)],
    [people.quiet, quiet === null ? people.none : `${quiet.from} – ${quiet.to} (${person.timeZone})`],
    [people.loudness, `${people.loud[loudness]}, ${language[person.locale]}`],
    [people.since, moment(createdAt, locale)],
    ...(isPaused ? [[people.pausedUntil, moment(pausedUntil, locale)] satisfies [string, string]] : []),
  ]
  return (
    <dl class="row-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Acts({ person, onChanged }: Props) {
  const { say } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().people
  const act = useAct()
  const asking = useSignal(false)
  const tested = useSignal<TestOutcome | null>(null)
  const { id, state } = person
  const test = async () => {
    tested.value = null
    tested.value = await act.run(() => door.test(id, null))
    onChanged()
  }
  const turn = async () => {
    await act.run(() => door.changePerson(id, { state: state === 'active' ? 'disabled' : 'active' }))
    onChanged()
  }
  return (
    <>
      <div role="status">{tested.value !== null && <Tested tested={tested.value} words={words} />}</div>
      {act.trouble.value !== null && <TroubleBox trouble={act.trouble.value} />}
      <div class="buttons">
        <button type="button" class="button" aria-disabled={act.busy.value} onClick={() => void test()}>
          {act.busy.value ? words.testing : words.test}
        </button>
        <button type="button" class="button" aria-disabled={act.busy.value} onClick={() => void turn()}>
          {state === 'active' ? words.disable : words.enable}
        </button>
        <a class="button" href={hrefOf({ page: 'alerts', subscriber: id })}>
          {words.trail}
        </a>
        <button
          type="button"
          class="button button-risky"
          onClick={() => {
            asking.value = true
          }}
        >
          {words.remove}
        </button>
      </div>
      {asking.value && (
        <Confirm
          title={words.removeTitle}
          text={words.removeText}
          run={async () => {
            const answer = await door.removePerson(id)
            if (!answer.ok && !isGone(answer.trouble)) return answer.trouble
            say(words.removed)
            onChanged()
            return null
          }}
          onClose={() => {
            asking.value = false
          }}
        />
      )}
    </>
  )
}

export function Tested({ tested, words }: { tested: TestOutcome; words: DeskWords['people'] }) {
  const { colon } = useWords()
  const { outcome, detail } = tested
  return (
    <p class={outcome === 'sent' ? 'right' : 'wrong'}>
      {words.outcome[outcome]}
      {detail !== null && (
        <span lang="en">
          {colon}
          {detail}
        </span>
      )}
    </p>
  )
}
