/** What is looked for on a page. All parts are optional: a preset or the generic reader fills them. */
export type SeatsTarget = {
  /** CSS selector of the offer itself. */
  selector?: string
  /** CSS selector that proves the right page was drawn. */
  anchor?: string
  /** Words that the page's title or heading must hold, for example `Paris SG OM`. */
  event?: string
  /** Words that the offer's row must hold, for pages where one selector fits several kinds of offers. */
  label?: string
  /** CSS selector of what the site itself draws when it has no offer. */
  empty?: string
  /** How many places are wanted together, 1 to 9. */
  places?: number
  /** The dearest price that still counts, in the page's own currency. */
  priceMost?: number
  /** The event's day, as `YYYY-MM-DD`. */
  date?: string
}

export type KindName = 'seats'

export const CHECK_SECONDS_MIN = 10
export const CHECK_SECONDS_MAX = 3600

/** A page and what we hope to see there. Times are epoch milliseconds everywhere. */
export type Watch = {
  id: string
  kind: KindName
  name: string
  url: string
  /** `host` of the address, port included: the name of its lane. */
  host: string
  target: SeatsTarget
  checkSeconds: number
  public: boolean
  /** Since when it is not looked at because the operator paused it; left out while it is. */
  pausedAt?: number
  createdAt: number
  updatedAt: number
}
