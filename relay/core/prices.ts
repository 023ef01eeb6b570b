/**
 * What Cloudflare asks for a month on its plan Workers Paid, in US dollars, as published. Only a relay that runs there
 * is billed; one on a machine of one's own pays nothing of it.
 */
export const PRICES_READ_ON = '2026-11-20'

const PAGES = 'https://developers.cloudflare.com'

export const PRICE_SOURCES = {
  plan: `${PAGES}/workers/platform/pricing/`,
  browser: `${PAGES}/browser-run/pricing/`,
  requests: `${PAGES}/workers/platform/pricing/`,
  objectRequests: `${PAGES}/durable-objects/platform/pricing/`,
  objectTime: `${PAGES}/durable-objects/platform/pricing/`,
  objectRows: `${PAGES}/durable-objects/platform/pricing/`,
  databaseRows: `${PAGES}/d1/platform/pricing/`,
} as const

export type PricedThing = keyof typeof PRICE_SOURCES

type Price = { included: number; usd: number; per: number }

const MILLION = 1_000_000

/** `included` costs nothing beyond the plan; each `per` more costs `usd`. */
export const PRICES: Record<PricedThing, Price> = {
  plan: { included: 0, usd: 5, per: 1 },
  /** Hours, rounded to the nearest. */
  browser: { included: 10, usd: 0.09, per: 1 },
  requests: { included: 10 * MILLION, usd: 0.3, per: MILLION },
  objectRequests: { included: MILLION, usd: 0.15, per: MILLION },
  /** Gigabyte-seconds. */
  objectTime: { included: 400_000, usd: 12.5, per: MILLION },
  objectRows: { included: 50 * MILLION, usd: 1, per: MILLION },
  databaseRows: { included: 50 * MILLION, usd: 1, per: MILLION },
}

export type Use = {
  looks: number
  /** For how long lanes were kept awake, ms. */
  activeMs: number
  browserMinutes: number
  /** For how long the relay ran, ms, and how many hosts it watched. */
  ranMs: number
  hosts: number
}

export type BillLine = Price & { thing: PricedThing; quantity: number; cost: number }

const HOUR_MIN = 60
const MINUTE_MS = 60_000
/** An object's share of memory that is billed, GB. */
const OBJECT_GB = 0.128
/** Counted in the code, rather too high: the alarm and the word to the feed; rows of the lane's own; rows in D1. */
const EACH_LOOK = { objectRequests: 2, objectRows: 16, databaseRows: 3 }
/** The watchdog's calls to each lane, and to the outbox, the bot and the feed; the row of metrics, which is deleted again. */
const EACH_MINUTE = { perHost: 2, shared: 4, rowsPerHost: 2, rowsShared: 4 }

/** What such a use costs in a month, line by line. Requests of visitors are not in it: nobody counts them. */
export function billOf({ looks, activeMs, browserMinutes, ranMs, hosts }: Use): BillLine[] {
  const minutes = ranMs / MINUTE_MS
  const quantities: Record<PricedThing, number> = {
    plan: 1,
    browser: Math.round(browserMinutes / HOUR_MIN),
    requests: minutes,
    objectRequests:
      looks * EACH_LOOK.objectRequests + minutes * (hosts * EACH_MINUTE.perHost + EACH_MINUTE.shared),
    objectTime: (activeMs / 1000) * OBJECT_GB,
    objectRows: looks * EACH_LOOK.objectRows,
    databaseRows:
      looks * EACH_LOOK.databaseRows + minutes * (hosts * EACH_MINUTE.rowsPerHost + EACH_MINUTE.rowsShared),
  }
  const things: PricedThing[] = [
    'plan',
    'browser',
    'requests',
    'objectRequests',
    'objectTime',
    'objectRows',
    'databaseRows',
  ]
  return things.map((thing) => lineOf(thing, Math.round(quantities[thing])))
}

function lineOf(thing: PricedThing, quantity: number): BillLine {
  const price = PRICES[thing]
  const cost = (Math.max(0, quantity - price.included) / price.per) * price.usd
  return { ...price, thing, quantity, cost: Math.round(cost * 100) / 100 }
}

/** What so many minutes of browser cost in a month beyond what the plan includes, in US dollars. */
export function browserCost(minutes: number): number {
  const { included, usd } = PRICES.browser
  return Math.round(Math.max(0, Math.round(minutes / HOUR_MIN) - included) * usd * 100) / 100
}
