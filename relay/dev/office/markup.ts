/** What the data call answers and the page draws. Also sent to the browser: no imports but types here. */
export type Offer = {
  /** The site's own type word: `ADULTE`, `FAMILLE`, `PMR`… */
  type: string
  name: string
  category: string
  /** As written: `15,00 €`. */
  price: string
  /** 0 when sold out. */
  places: number
}

export type OfferWords = { reserve: string; soldOut: string; noOffer: string; one: string; many: string }

/** The offers as HTML; the server draws static pages with it, the browser all others. */
export function offersMarkup(offers: readonly Offer[], words: OfferWords, match: string): string {
  if (offers.length === 0) return `<p class="empty">${escapeHtml(words.noOffer)}</p>`
  return offers.map((offer) => offerMarkup(offer, words, match)).join('\n')
}

function offerMarkup(offer: Offer, words: OfferWords, match: string): string {
  const count = offer.places > 1 ? words.many.replace('{n}', String(offer.places)) : words.one
  const open = offer.places > 0
  const label = escapeHtml(`${words.reserve} : ${offer.name}`)
  const button = open
    ? `<button type="submit" class="button" aria-label="${label}">${escapeHtml(words.reserve)}</button>`
    : `<button type="button" class="button" disabled>${escapeHtml(words.soldOut)}</button>`
  return `<div class="offer" data-offer-type="${escapeHtml(offer.type)}">
  <div class="offer-what">
    <h3 class="offer-name">${escapeHtml(offer.name)}</h3>
    <p class="offer-category">${escapeHtml(offer.category)}</p>
  </div>
  <p class="offer-places">${open ? escapeHtml(count) : ''}</p>
  <p class="offer-price">${escapeHtml(offer.price)}</p>
  <form action="/panier" method="get"><input type="hidden" name="match" value="${escapeHtml(match)}">${button}</form>
</div>`
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
