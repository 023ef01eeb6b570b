import type { Words } from '../locales/fr.ts'
import type { Offer } from '#core/verdict.ts'

const OFFERS_MOST = 6

/** What is open, one line each, in the page's own words. */
export function Offers({ offers, words }: { offers: readonly Offer[]; words: Words }) {
  return (
    <ul class="offers">
      {offers.slice(0, OFFERS_MOST).map(({ fingerprint, name, category, quantity, price }) => (
        <li key={fingerprint}>
          {[name, category, quantity === undefined ? undefined : words.card.places(quantity), whole(price)]
            .filter((part) => part !== undefined)
            .join(', ')}
        </li>
      ))}
    </ul>
  )
}

/** An amount and its currency stay on one line. */
const whole = (price: string | undefined) => price?.replaceAll(' ', '\u00a0')
