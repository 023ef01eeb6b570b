import { z } from 'zod'

const SELECTOR_MOST = 500
const WORDS_MOST = 200
const PLACES_MOST = 9
const PRICE_MOST = 1_000_000

/** What is looked for on a page of seats; every part may be left out. */
export const target = z.strictObject({
  selector: z.string().trim().min(1).max(SELECTOR_MOST).optional(),
  anchor: z.string().trim().min(1).max(SELECTOR_MOST).optional(),
  event: z.string().trim().min(1).max(WORDS_MOST).optional(),
  label: z.string().trim().min(1).max(WORDS_MOST).optional(),
  empty: z.string().trim().min(1).max(SELECTOR_MOST).optional(),
  places: z.int().min(1).max(PLACES_MOST).optional(),
  priceMost: z.number().positive().max(PRICE_MOST).optional(),
  date: z.iso.date().optional(),
})
