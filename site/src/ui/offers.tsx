import type { PublicWatch } from '#core/status.ts'
import type { Offer } from '#core/verdict.ts'

import { useWords } from '../context.ts'
import { offersLeadApart } from '../models/lookout.ts'
import { GoLink } from './go-link.tsx'

type Props = { watch: Pick<PublicWatch, 'name' | 'url'>; offers: readonly Offer[] }

export function Offers({ watch, offers }: Props) {
  const words = useWords()
  const apart = offersLeadApart(watch, offers)
  return (
    <>
      <ul class="offers" aria-label={words.offers}>
        {offers.map((offer) => (
          <li class="offer" key={offer.fingerprint}>
            <OfferLine offer={offer} />
            {apart && <GoLink address={offer.url ?? watch.url} label={words.open} about={offer.name} big />}
          </li>
        ))}
      </ul>
      {!apart && <GoLink address={offers[0]?.url ?? watch.url} label={words.open} about={watch.name} big />}
    </>
  )
}

function OfferLine({ offer }: { offer: Offer }) {
  const words = useWords()
  const isTyped = !offer.name.toLowerCase().includes(offer.type.toLowerCase())
  return (
    <div class="offer-line">
      <p class="offer-name">
        {isTyped && <span class="tag">{offer.type}</span>} {offer.name}
        {offer.category !== undefined && <span class="offer-category"> {offer.category}</span>}
      </p>
      <p class="offer-numbers">
        {offer.quantity !== undefined && <span>{words.places(offer.quantity)}</span>}
        {offer.price !== undefined && <strong>{offer.price}</strong>}
      </p>
      {offer.restricted !== undefined && (
        <p class="offer-restricted">
          {words.restricted}
          {words.colon}
          {offer.restricted}
        </p>
      )}
    </div>
  )
}
