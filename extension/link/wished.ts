import type { Offer, Verdict } from '#core/verdict.ts'
import type { SeatsTarget } from '#core/watch.ts'

import { lowestPrice } from '#core/price.ts'
import { fold } from '#readers/words.ts'

/**
 * What the relay's word says of what this person looks for on the page; `null` when it says nothing of it. The relay
 * looks for what its own operator asked: that there is none of it proves nothing of a person's own selector, words,
 * places or price, and of what it sees only that counts which fits these. What nobody states does not speak against an
 * offer. Pure.
 */
export function wished(target: SeatsTarget, verdict: Verdict): Verdict | null {
  const { selector, label, places, priceMost } = target
  const isOwn = [selector, label, places, priceMost].some((wish) => wish !== undefined)
  if (!isOwn || verdict.state === 'unknown') return verdict
  if (verdict.state === 'none') return null
  const [first, ...rest] = verdict.offers.filter((offer) => fits(target, offer))
  return first === undefined ? null : { ...verdict, offers: [first, ...rest] }
}

function fits({ selector, label, places, priceMost }: SeatsTarget, offer: Offer): boolean {
  if (selector !== undefined) return false
  const { type, name, category = '', price, quantity } = offer
  if (label !== undefined && !fold(`${type} ${name} ${category}`).includes(fold(label))) return false
  if (places !== undefined && quantity !== undefined && quantity < places) return false
  const amount = price === undefined ? null : lowestPrice(price)
  return priceMost === undefined || amount === null || amount <= priceMost
}
