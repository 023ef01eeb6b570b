import type { Watch } from '#core/watch.ts'
import type { Site } from './rig.ts'

/** Ticket pages that draw themselves in the ways that make waiting hard, each with a seat and without. */

export type SettlePage = {
  name: 'fast' | 'slow' | 'lazy' | 'endless'
  seat: boolean
  html: string
  /** What the page's own data call brings, for its first, second … time, and how long that takes. */
  more: (time: number) => string
  afterMs: number
}

const row = (type: string, name: string) =>
  `<div class="offer" data-offer-type="${type}"><h3>${name}</h3><span class="price">45,00 €</span><button type="button">Réserver</button></div>`
const SEAT = row('PMR', 'Place PMR + accompagnateur')

function rows(count: number, from = 1): string {
  return Array.from({ length: count }, (_, at) => row('NORMAL', `Tribune Est, bloc ${from + at}`)).join('')
}

/** What stands on such pages beside the offers and never stops: a clock, a carousel, analytics, a chat. */
const FURNITURE = `<div id="clock"></div><ul id="carousel"><li>1</li><li>2</li></ul><script>
setInterval(() => { clock.textContent = new Date().toISOString() }, 200)
setInterval(() => carousel.append(carousel.firstElementChild), 500)
setInterval(() => { fetch('collect', { method: 'POST' }) }, 700)
fetch('chat/poll')
</script>`

const pageOf = (offers: string, after: string) =>
  `<!doctype html><html lang="fr"><head><title>Étoile - Rivage</title></head><body><main><h1>Étoile - Rivage</h1>
<section class="offers">${offers}</section>${after}</main>${FURNITURE}</body></html>`

const load = (into: string) =>
  `fetch('more?time=' + (window.times = (window.times ?? 0) + 1)).then((answer) => answer.text()).then((html) => { ${into} })`

const onSight = (id: string, code: string) =>
  `<div id="${id}" style="min-height:120px"></div><script>
new IntersectionObserver(([entry]) => { if (entry.isIntersecting) ${code} }).observe(document.getElementById('${id}'))
</script>`

const BOX = `document.querySelector('.offers')`

export function settlePages(): SettlePage[] {
  return [true, false].flatMap((seat): SettlePage[] => {
    const wanted = seat ? SEAT : ''
    const fill = `<script>${load(`${BOX}.innerHTML = html`)}</script>`
    const lazy = onSight('lazy', `window.times || ${load('lazy.innerHTML = html')}`)
    const endless = onSight('more', load(`${BOX}.insertAdjacentHTML('beforeend', html)`))
    return [
      { name: 'fast', seat, html: pageOf(rows(12) + wanted, ''), more: () => '', afterMs: 0 },
      {
        name: 'slow',
        seat,
        html: pageOf('<p class="skeleton"></p>', fill),
        more: () => rows(12) + wanted,
        afterMs: 1500,
      },
      { name: 'lazy', seat, html: pageOf(rows(40), lazy), more: () => rows(2, 90) + wanted, afterMs: 200 },
      {
        name: 'endless',
        seat,
        html: pageOf(rows(12), endless),
        more: (time) => rows(12, 100 * time) + (time === 3 ? wanted : ''),
        afterMs: 150,
      },
    ]
  })
}

/** A watch of one of them, never kept. */
export function watchOf({ host }: Site, url: string): Watch {
  const about = { checkSeconds: 60, public: false, createdAt: 0, updatedAt: 0 }
  return { id: 'bench', kind: 'seats', name: 'Étoile - Rivage', url, host, target: {}, ...about }
}
