import type { ComponentChildren } from 'preact'
import type { Dashboard } from '#relay/client.ts'

import { span } from '../../../models/times.ts'
import { useDashboardWords } from '../locales/words.ts'
import { figure, hours, share, took, whole } from '../models/figures.ts'
import { sightOfAll } from '../models/sight.ts'

const MINUTE = 60_000

type Mood = 'well' | 'wary' | 'plain'

/** The six figures that somebody who has ten seconds wants to know. */
export function Glance({ dashboard }: { dashboard: Dashboard }) {
  const words = useDashboardWords().glance
  return (
    <section class="glance" aria-labelledby="glance-title">
      <h2 id="glance-title" class="unseen">
        {words.title}
      </h2>
      <ul>
        <LooksTile dashboard={dashboard} />
        <SightTile dashboard={dashboard} />
        <BlindTile dashboard={dashboard} />
        <ToldTile dashboard={dashboard} />
        <OwedTile dashboard={dashboard} />
        <BrowserTile dashboard={dashboard} />
      </ul>
    </section>
  )
}

type Props = { dashboard: Dashboard }

function LooksTile({ dashboard: { series } }: Props) {
  const { glance: words, locale } = useDashboardWords()
  const looks = series.map(({ available, none, unknown }) => available + none + unknown)
  const count = looks.reduce((sum, one) => sum + one, 0)
  const awake = series.reduce((sum, step) => sum + step.awake, 0)
  return (
    <Tile name={words.looks} value={whole(count, locale)} mood="plain">
      {awake > 0 && words.perMinute(figure(count / awake, locale))}
    </Tile>
  )
}

function SightTile({ dashboard: { series } }: Props) {
  const { glance: words, locale } = useDashboardWords()
  const seen = series.reduce((sum, { available, none }) => sum + available + none, 0)
  const all = series.reduce((sum, { unknown }) => sum + unknown, seen)
  if (all === 0)
    return (
      <Tile name={words.sight} value="–" mood="plain">
        {words.sightNone}
      </Tile>
    )
  return (
    <Tile name={words.sight} value={share(seen / all, locale)} mood={seen / all < 0.9 ? 'wary' : 'well'}>
      {words.sightText}
    </Tile>
  )
}

function BlindTile({ dashboard: { hosts } }: Props) {
  const { glance: words, locale } = useDashboardWords()
  const blind = hosts.filter((host) => host.blind > 0).map(({ host }) => host)
  const sight = sightOfAll(hosts)
  if (sight === 'nowhere' || sight === 'paused')
    return (
      <Tile name={words.blind} value="–" mood="plain">
        {sight === 'paused' ? words.blindPaused : words.blindNowhere}
      </Tile>
    )
  return (
    <Tile name={words.blind} value={whole(blind.length, locale)} mood={sight === 'blind' ? 'wary' : 'well'}>
      {sight === 'blind' && words.blindSome(namesOf(blind))}
      {sight === 'partly' && words.blindPartly}
      {sight === 'seeing' && words.blindNone}
    </Tile>
  )
}

const namesOf = (hosts: readonly string[]) =>
  hosts.length > 2 ? `${hosts.slice(0, 2).join(', ')}…` : hosts.join(', ')

function ToldTile({ dashboard: { deliveries } }: Props) {
  const { glance: words, locale } = useDashboardWords()
  const { all } = deliveries
  if (all === null)
    return (
      <Tile name={words.told} value="–" mood="plain">
        {words.toldNone}
      </Tile>
    )
  return (
    <Tile name={words.told} value={took(all.medianMs, locale)} mood={all.p95Ms > MINUTE ? 'wary' : 'well'}>
      {words.toldText(took(all.p95Ms, locale))}
    </Tile>
  )
}

function OwedTile({ dashboard: { outbox, at } }: Props) {
  const { glance: words, locale } = useDashboardWords()
  const age = outbox.oldestOwedAt === null ? 0 : at - outbox.oldestOwedAt
  return (
    <Tile name={words.owed} value={whole(outbox.owed, locale)} mood={age > MINUTE ? 'wary' : 'well'}>
      {outbox.owed === 0 ? words.owedNone : words.owedText(span(age, locale))}
    </Tile>
  )
}

function BrowserTile({ dashboard: { browser } }: Props) {
  const { glance: words, locale } = useDashboardWords()
  const { home, usedMinutes, forecastMinutes, usedUp, capAt } = browser
  const forecast =
    forecastMinutes === null ? words.browserSoon : words.browserForecast(hours(forecastMinutes, locale))
  return (
    <Tile
      name={words.browser}
      value={hours(usedMinutes, locale)}
      mood={usedUp || capAt !== null ? 'wary' : 'plain'}
    >
      {home === 'none' ? words.browserNone : forecast}
    </Tile>
  )
}

type TileProps = { name: string; value: string; mood: Mood; children: ComponentChildren }

/** Told by a shape and words, the colour only says it again. */
function Tile({ name, value, mood, children }: TileProps) {
  return (
    <li class={`tile tile-${mood}`}>
      <p class="tile-name">
        {mood !== 'plain' && (
          <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={mood === 'well' ? 'M4 12.5l5.5 5.5L20 7' : 'M12 3L22 21H2zM12 10v5M12 18v.5'} />
          </svg>
        )}
        {name}
      </p>
      <p class="tile-value">{value}</p>
      <p class="tile-text">{children}</p>
    </li>
  )
}
