import type { PeopleLine } from '#core/person.ts'

import { isPaused } from '#core/subscriber.ts'
import { markOf } from '#core/subscriber-handle.ts'

import { useApp, useWords } from '../../../context.ts'
import { useDeskWords } from '../../desk/locales/words.ts'
import { hrefOf } from '../../models/route.ts'
import { usePeopleWords } from '../locales/words.ts'
import { ChannelSign } from './channel-sign.tsx'
import { classOf, shortMoment, standOf } from './say.ts'
import { useWhy } from './use-why.ts'

/** One of many: the whole line leads to their own page. */
export function PersonLine({ person }: { person: PeopleLine }) {
  const { clock } = useApp()
  const { locale } = useWords()
  const words = useDeskWords()
  const own = usePeopleWords().list
  const why = useWhy()
  const { id, channel, address, state, role, watches, disabledWhy, last } = person
  // Only a pause has an end to wait for: a thousand lines need no clock each.
  const isAway = state === 'active' && isPaused(person, clock.now.peek()) && isPaused(person, clock.now.value)
  return (
    <li class="person">
      <ChannelSign channel={channel} />
      <p class="person-who">
        <a href={hrefOf({ page: 'people', person: id })}>
          <span class="unseen">{words.channel[channel]} </span>
          {address === '' ? words.channel[channel] : address} <code>{markOf(id)}</code>
        </a>
        {role === 'operator' && <span class="chip">{words.people.role.operator}</span>}
      </p>
      <p>
        <span class={standOf(state, isAway)}>{isAway ? own.states.paused : words.people.state[state]}</span>
        {disabledWhy !== null && <span class="hint"> ({why(disabledWhy)})</span>}
        <span class="hint person-part">
          {watches === 'all' ? own.allWatches : words.people.some(watches.length)}
        </span>
      </p>
      <p class="person-last">
        <span class="hint">{last === null ? own.never : `${own.last} `}</span>
        {last !== null && (
          <>
            <span class={classOf(last.state)}>{words.alerts.state[last.state]}</span>
            <span class="hint person-part">{shortMoment(last.at, locale)}</span>
          </>
        )}
      </p>
    </li>
  )
}
