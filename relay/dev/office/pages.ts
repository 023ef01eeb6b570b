import type { OfferWords } from './markup.ts'
import type { Fixture } from './programme.ts'
import type { Stage } from './stage.ts'

import { layout } from './layout.ts'
import { escapeHtml, offersMarkup } from './markup.ts'
import { words } from './words.ts'

const DAY_MS = 86_400_000

export const offerWords: OfferWords = {
  reserve: words.reserve,
  soldOut: words.soldOut,
  noOffer: words.noOffer,
  one: words.seats(1),
  many: words.seats(2).replace('2', '{n}'),
}

export function matchPath(slug: string): string {
  return `/billetterie/match/${slug}`
}

export function matchName(fixture: Fixture): string {
  return `${words.club} – ${fixture.opponent}`
}

export function homePage(stage: Stage, now: number): string {
  const cards = stage.fixtures.map((fixture) => matchCard(fixture, now)).join('\n')
  return layout({
    title: words.nextMatches,
    current: '/',
    main: `<div class="hero"><div class="wide"><h1>${escapeHtml(words.nextMatches)}</h1><p>${escapeHtml(words.tagline)}</p></div></div>
<ul class="wide cards">${cards}</ul>`,
  })
}

/** By script, the offers come after a data call, as on real sites; else they stand in the document. */
export function matchPage(stage: Stage, fixture: Fixture, now: number): string {
  const { by } = stage.scene(fixture.slug)
  const byScript = by === 'script'
  const name = matchName(fixture)
  const offers = byScript
    ? `<p class="loading">${escapeHtml(words.loading)}</p><div class="ghost"></div><div class="ghost"></div>`
    : offersMarkup(stage.offers(fixture), offerWords, fixture.slug)
  return layout({
    title: name,
    scripts: by === 'plain' ? [] : ['/cookies.js', ...(byScript ? ['/match.js'] : [])],
    main: `<div class="hero match"><div class="wide">
  <div class="crests">${crest(fixture.crest)}</div>
  <div><p class="competition">${escapeHtml(fixture.competition)}</p>
  <h1>${escapeHtml(name)}</h1>
  <p><time datetime="${isoDay(fixture, now)}">${escapeHtml(longDay(fixture, now))}, ${escapeHtml(fixture.hour)}</time> · ${escapeHtml(words.stadium)}</p></div>
</div></div>
<section class="wide offers-part" aria-labelledby="places">
  <h2 id="places">${escapeHtml(words.offers)}</h2>
  <div class="offers" data-offers${byScript ? ` data-source="/api/matchs/${fixture.slug}/offres" data-broken="${escapeHtml(words.broken)}" aria-busy="true"` : ''} aria-live="polite">
${offers}
  </div>
  <p class="access">${escapeHtml(words.accessNote)}</p>
</section>`,
  })
}

export function cartPage(): string {
  return layout({
    title: words.cartTitle,
    current: '/panier',
    main: `<div class="wide plain"><h1>${escapeHtml(words.cartTitle)}</h1><p>${escapeHtml(words.cartText)}</p><p><a class="button" href="/">${escapeHtml(words.back)}</a></p></div>`,
  })
}

export function notFoundPage(): string {
  return layout({
    title: words.notFoundTitle,
    main: `<div class="wide plain"><h1>${escapeHtml(words.notFoundTitle)}</h1><p>${escapeHtml(words.notFoundText)}</p><p><a class="button" href="/">${escapeHtml(words.back)}</a></p></div>`,
  })
}

function matchCard(fixture: Fixture, now: number): string {
  const date = day(fixture, now)
  const part = (options: Intl.DateTimeFormatOptions) =>
    escapeHtml(date.toLocaleDateString('fr-FR', { ...options, timeZone: 'Europe/Paris' }))
  const cheapest = [...fixture.offers, fixture.pmr].map(({ price }) => price).sort(byNumber)[0] ?? ''
  return `<li class="card">
  <p class="date"><time datetime="${isoDay(fixture, now)}"><span>${part({ weekday: 'short' })}</span><b>${part({ day: 'numeric' })}</b><span>${part({ month: 'short' })}</span></time></p>
  <div class="card-what">
    <p class="competition">${escapeHtml(fixture.competition)}</p>
    <h2><a href="${matchPath(fixture.slug)}">${escapeHtml(matchName(fixture))}</a></h2>
    <p>${escapeHtml(fixture.hour)} · ${escapeHtml(words.stadium)} · ${escapeHtml(`${words.from} ${cheapest}`)}</p>
  </div>
  ${crest(fixture.crest)}
  <span class="button" aria-hidden="true">${escapeHtml(words.seeOffers)}</span>
</li>`
}

function crest({ letters, colour, ink }: Fixture['crest']): string {
  return `<svg class="crest" viewBox="0 0 40 46" width="52" height="60" aria-hidden="true"><path d="M2 3h36v22c0 10-8 15-18 19C10 40 2 35 2 25Z" fill="${colour}" stroke="currentColor" stroke-opacity=".2"/><text x="20" y="27" text-anchor="middle" font-size="15" font-weight="700" fill="${ink}">${letters}</text></svg>`
}

function byNumber(one: string, other: string): number {
  return Number.parseFloat(one) - Number.parseFloat(other)
}

function day(fixture: Fixture, now: number): Date {
  return new Date(now + fixture.day * DAY_MS)
}

function isoDay(fixture: Fixture, now: number): string {
  return day(fixture, now).toISOString().slice(0, 10)
}

function longDay(fixture: Fixture, now: number): string {
  const options = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'Europe/Paris',
  } as const
  return day(fixture, now).toLocaleDateString('fr-FR', options)
}
