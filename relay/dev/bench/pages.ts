/** Upstream pages of the bench, in the DOM of a club's ticket page. */

const row = (type: string, name: string, extra = '') =>
  `<div class="offer" data-offer-type="${type}"><h3>${name}</h3><span class="price">45,00 €</span><button type="button">Réserver</button>${extra}</div>`

/** A page that draws its offers by script after `delayMs`, and tells the server when it did. */
export function lateOffersPage(delayMs: number): string {
  const offers = row('NORMAL', 'Tribune Est') + row('PMR', 'Place PMR + accompagnateur')
  return `<!doctype html><html lang="fr"><head><title>Étoile - Rivage</title></head><body><main>
<h1>Étoile - Rivage</h1><section class="offers" aria-busy="true"></section></main><script>
setTimeout(() => {
  const area = document.querySelector('.offers')
  area.innerHTML = ${JSON.stringify(offers)}
  area.removeAttribute('aria-busy')
  fetch('/painted', { method: 'POST', keepalive: true })
}, ${delayMs})
</script></body></html>`
}

/**
 * A server-drawn page of at least `bytes` with 12 elements a kB: a little denser than the densest of the recorded
 * shop and concert pages (2 to 11).
 */
export function ticketPage(bytes: number): string {
  let rows = ''
  for (let n = 1; rows.length < bytes; n += 1) {
    rows += `<article class="offer-card offer-card--standard js-offer" data-offer-type="NORMAL" data-offer-id="of-${n}">
<h3 class="offer-card__title offer-card__title--small" id="offer-title-${n}">Tribune Est, bloc ${n}, rangs 12 à 24</h3>
<span class="offer-card__price js-price" data-currency="EUR" data-amount="4500">45,00 €</span>
<button type="button" class="button button--primary offer-card__action" aria-describedby="offer-title-${n}">Réserver</button>
</article>\n`
  }
  return pageOf(rows)
}

/**
 * A server-drawn page of at least `bytes` as most are: a few offers, and for the rest what surrounds them, scripts and
 * their data more than elements (4 of these a kB).
 */
export function usualPage(bytes: number): string {
  const links = Array.from(
    { length: 12 },
    (_, n) => `<li><a class="nav__link" href="/fr/page-${n}">Page ${n}</a></li>`,
  )
  const data = JSON.stringify({
    items: Array.from({ length: 150 }, (_, n) => ({ id: n, label: `Bloc ${n}`, price: 4500 + n })),
  })
  const block = `<nav class="nav"><ul>${links.join('')}</ul></nav><script type="application/json">${data}</script>\n`
  let around = ''
  while (around.length < bytes) around += block
  const offers = [1, 2, 3].map((n) => row('NORMAL', `Tribune Est, bloc ${n}`)).join('')
  return pageOf(offers, around)
}

/** A server-drawn page of at least `bytes`, nothing but offers without any ornament: twice as dense. */
export function densePage(bytes: number, withSeat: boolean): string {
  let rows = withSeat ? row('PMR', 'Place PMR + accompagnateur') : ''
  for (let n = 1; rows.length < bytes; n += 1)
    rows += `${row('NORMAL', `Tribune Est, bloc ${n}`, `<!-- ${n} -->`)}\n`
  return pageOf(rows)
}

const pageOf = (
  rows: string,
  around = '',
) => `<!doctype html><html lang="fr"><head><title>Étoile - Rivage</title></head><body><main>
<h1>Étoile - Rivage</h1><section class="offers">${rows}</section></main>${around}</body></html>`
