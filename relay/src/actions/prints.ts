import type { Offer, Verdict } from '#core/verdict.ts'

import { PRINT_LENGTH } from '#core/reporter.ts'

import { sha256 } from './hash-password.ts'

/** The prints of what a verdict offers, by fingerprint: so browsers name offers without their words. */
export async function printsOf(verdict: Verdict): Promise<ReadonlyMap<string, string>> {
  return verdict.state === 'available' ? await printOffers(verdict.offers) : NOTHING
}

const NOTHING: ReadonlyMap<string, string> = new Map()

async function printOffers(offers: readonly Offer[]): Promise<ReadonlyMap<string, string>> {
  const pairs = offers.map(async ({ fingerprint }) => [fingerprint, await printOf(fingerprint)] as const)
  return new Map(await Promise.all(pairs))
}

/** Offers that are known in words, by their print. */
export async function byPrint(offers: readonly Offer[]): Promise<ReadonlyMap<string, Offer>> {
  const pairs = offers.map(async (offer) => [await printOf(offer.fingerprint), offer] as const)
  return new Map(await Promise.all(pairs))
}

/** Whether a browser sees an offer that is not among these; what was told by its print alone goes by that. */
export async function seesOther(verdict: Verdict, prints: readonly string[]): Promise<boolean> {
  const known = new Set([...(await printsOf(verdict))].flat())
  return prints.some((print) => !known.has(print))
}

const printOf = async (fingerprint: string) => (await sha256(fingerprint)).slice(0, PRINT_LENGTH)
