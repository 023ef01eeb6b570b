import type { Limits, Report, StateEvent, WatchState } from '#core/state.ts'
import type { Verdict } from '#core/verdict.ts'
import type { CorpusCase } from './corpus-case.ts'
import type { Eyes } from './eyes.ts'
import type { Line } from './score.ts'

import { newState } from '#core/new-state.ts'
import { advance, tick } from '#core/state.ts'

import { isSaid, told } from './score.ts'
import { PMR, SIBLINGS, bare, matchPage } from './markup.ts'

/** Cases 70 to 72 of VERDICTS.md 5.4: what several checkers, or several looks, know together. Each verdict is of a real look. */

const MINUTE = 60_000
const LIMITS: Limits = { blindMs: 15 * MINUTE, freshMs: 10 * MINUTE, cadenceMs: MINUTE }

const page = (id: string, body: CorpusCase['page']): CorpusCase => ({ id, title: id, page: body, expect: '' })
const COPY = page('copy', { headers: { age: '600' }, body: matchPage() })
const OLD_COPY = page('old copy', { headers: { age: '3600' }, body: matchPage() })
const EMPTY = page('none', matchPage())
const SEAT = page('seat', matchPage({ offers: SIBLINGS + PMR }))
const REFUSED = page('refused', { status: 403, body: bare('<h1>Sorry, you have been blocked</h1>') })
const LOGIN = page('login', bare('<main><h1>Connexion</h1><form><input type="password"></form></main>'))

type Who = 'relay' | 'extension'
type Word = { who: Who; verdict: Verdict; minute: number }

const reportOf = ({ who, verdict, minute }: Word, index: number): Report => ({
  reporter: who,
  kind: who === 'relay' ? 'relay-fetch' : 'extension',
  verdict,
  at: minute * MINUTE,
  releaseId: `release-${index}`,
})

type Told = { state: WatchState; events: StateEvent[] }

function follow(words: readonly Word[], untilMinute?: number): Told {
  let state = newState('match')
  const events: StateEvent[] = []
  for (const [index, word] of words.entries()) {
    const step = advance(state, reportOf(word, index), LIMITS)
    state = step.state
    events.push(...step.events)
  }
  if (untilMinute !== undefined) {
    const step = tick({ state, events: [] }, untilMinute * MINUTE, LIMITS)
    state = step.state
    events.push(...step.events)
  }
  return { state, events }
}

const relay = (verdict: Verdict, minute: number): Word => ({ who: 'relay', verdict, minute })
const extension = (verdict: Verdict, minute: number): Word => ({ who: 'extension', verdict, minute })
const truth = ({ state }: Told) => told(state.verdict)

type Outcome = { title: string; expected: string; got: string }

const line = (id: string, { title, expected, got }: Outcome): Line => ({
  case: id,
  title,
  look: 'merged',
  expected,
  got,
  right: expected.split(' | ').some((way) => isSaid(way, got)),
})

/** The rows of cases 70 to 72. */
export async function checkerLines(eyes: Eyes): Promise<Line[]> {
  const seen = async (one: CorpusCase) => (await eyes.look(one, 'static')).verdict
  const [copy, oldCopy, none] = [await seen(COPY), await seen(OLD_COPY), await seen(EMPTY)]
  const [seat, refused, login] = [await seen(SEAT), await seen(REFUSED), await seen(LOGIN)]
  const refusals = Array.from({ length: 40 }, (_, at) => relay(refused, 200 + at))
  const asleep = follow([extension(none, 0), ...refusals], 240)
  const between = follow([relay(none, 0), relay(none, 1), relay(none, 9)])
  const { blind } = asleep.state
  return [
    line('70a', {
      title: 'relay: none from a copy; extension: a seat',
      expected: 'available',
      got: truth(follow([relay(copy, 1), extension(seat, 2)])),
    }),
    line('70b', {
      title: 'the same in the other order',
      expected: 'available',
      got: truth(follow([extension(seat, 1), relay(copy, 2)])),
    }),
    line('70c', {
      title: 'relay: a copy too old to count; extension: none',
      expected: 'none',
      got: truth(follow([relay(oldCopy, 1), extension(none, 2)])),
    }),
    line('70d', {
      title: 'extension saw the page, is logged out now; relay: none from a copy',
      expected: 'unknown:login +partial',
      got: truth(follow([extension(none, 1), extension(login, 2), relay(copy, 3)])),
    }),
    line('71', {
      title: 'relay blocked, extension asleep: blind, with its time, and told',
      expected: 'unknown:blocked +blind +told',
      got: `${truth(asleep)}${blind === null ? '' : ' +blind'}${blind?.told === true ? ' +told' : ''}`,
    }),
    line('72', {
      title: 'a seat came and went between two looks: none now, and the gap is said',
      expected: 'none +gap',
      got: `${truth(between)}${between.state.gap === null ? '' : ' +gap'}`,
    }),
  ]
}
