import type { PageFacts } from './observation.ts'

/** What two readings of one page must agree on: which offers stand there, and the wanted ones with their state. */
export function shapeOf(page: PageFacts): string {
  const siblings = page.siblings.map(({ type, count }) => `${type}:${count}`).sort()
  const targets = page.targets
    .filter((row) => row.place === 'offers' && row.drawn !== 'hidden')
    .map(({ type, price, gone, notYet }) => [type, price, gone !== null, notYet !== null].join('|'))
    .sort()
  return JSON.stringify([siblings, targets, page.notice?.kind ?? null])
}

/** The build of the page without its stock: types come and go, the way they are marked does not. */
export function layoutOf(page: PageFacts): string {
  const { anchor, headings } = page
  const named = anchor?.kind === 'selector' || anchor?.kind === 'container' ? anchor.value : ''
  return JSON.stringify([anchor?.kind ?? null, named, headings])
}

/** Whether the page as sent shows offers at all; `inert`: nothing could draw more, so that its notice is enough. */
export const holdsOffers = (sent: PageFacts, inert: boolean): boolean =>
  sent.siblingCount + sent.targetCount > 0 || (inert && sent.notice !== null)
