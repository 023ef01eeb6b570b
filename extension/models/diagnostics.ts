import type { Known } from '../known.ts'
import type { Card } from './card.ts'

import { viewOf } from './view.ts'

type About = { version: string; agent: string; sites: number; now: number }

/**
 * What somebody who helps needs to know, as text to copy: no address of a page, no name of a match, nothing of a
 * person, no key and no code. Ages in seconds. Pure.
 */
export function diagnosticsOf(known: Known, { version, agent, sites, now }: About): string {
  const { settings, relay, hosts } = known
  const view = viewOf(known, now)
  const cards = view.kind === 'shown' ? [...view.cards, ...view.retired] : []
  const lines = [
    `vigie ${version}`,
    `browser ${agent}`,
    `at ${new Date(now).toISOString()}`,
    `online ${known.online}, notifications ${known.notices ? 'on' : 'off'}, worker at work ${age(known.wokeAt, now)}, sites allowed ${sites}`,
    `language ${settings.language}, text ${settings.textSize} %, sound ${settings.sound.on ? settings.sound.volume : 'off'}, quiet ${settings.quiet === null ? 'no' : 'yes'}, paused ${settings.pausedAll === null ? 'no' : 'all'}`,
    relay.origin === null
      ? 'relay none'
      : `relay ${relay.origin.split(':', 1)[0]}, read ${age(relay.readAt, now)}, problem ${relay.problem?.kind ?? 'none'}, pairing ${relay.pairing.state}, reports ${settings.reports}, waiting ${relay.waiting}, dropped ${relay.dropped}, trouble ${relay.trouble?.kind ?? 'none'}, push ${relay.push.state}, clock ${Math.round(relay.skewMs / 1000)} s`,
    ...cards.map((card, index) => cardLine(card, { index, now, known })),
    ...hosts.map(
      ({ host, strikes, restingUntil, why }) =>
        `host ${host}: strikes ${strikes}, rest ${restingUntil === null || restingUntil <= now ? 'no' : `${Math.round((restingUntil - now) / 1000)} s`}, why ${why ?? 'none'}`,
    ),
  ]
  return lines.join('\n')
}

type Of = { index: number; now: number; known: Known }

function cardLine({ id, host, state, pace, rung, rungWhy, access, nextLookAt }: Card, of: Of): string {
  const { index, now, known } = of
  const sight = known.sights.find(({ followId }) => followId === id)
  const { verdict, checks = 0 } = sight?.state ?? {}
  const why =
    verdict === undefined
      ? 'none yet'
      : verdict.state === 'unknown'
        ? `unknown ${verdict.reason}`
        : verdict.state
  const tried = sight?.lastTry ?? null
  return [
    `match ${index + 1} at ${host}: ${state.kind}, verdict ${why}, checks ${checks}, pace ${pace}`,
    `access ${access}, rung ${rung ?? 'none'} (${rungWhy})`,
    `last try ${tried === null ? 'never' : `${tried.rung} ${tried.verdict.state} ${age(tried.at, now)}`}`,
    `next ${nextLookAt === null ? 'none' : `in ${Math.round((nextLookAt - now) / 1000)} s`}`,
  ].join(', ')
}

const age = (at: number | null, now: number) =>
  at === null ? 'never' : `${Math.round((now - at) / 1000)} s ago`
