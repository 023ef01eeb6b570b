import type { REPORT_OUTCOMES as Outcomes } from '#core/reporter.ts'

import { REPORT_OUTCOMES } from '#core/reporter.ts'

import { list, number, oneOf, shape, whole, words } from '../shape.ts'

/** What a relay answers to a browser, read field by field: nothing of it is believed unread. */

const id = whole(100, /^[\w-]+$/)

export type PairAsked = {
  deviceCode: string
  userCode: string
  expiresAt: number
  intervalSeconds: number
  approveUrl: string
}

export const readPairAsked = shape<PairAsked>({
  deviceCode: whole(400),
  userCode: whole(9, /^[A-Z]{4}-[A-Z]{4}$/),
  expiresAt: number(),
  intervalSeconds: number(1, 3600),
  approveUrl: whole(2048, /^https?:\/\//),
})

type PairOpen = { state: 'pending' | 'denied' | 'expired' }
type PairApproved = { state: 'approved'; device: string; scopes: string[] }
export type PairPolled = PairOpen | PairApproved

const readApproved = shape<PairApproved>({
  state: oneOf(['approved']),
  device: id,
  scopes: list(whole(40), 10),
})
const readOpen = shape<PairOpen>({
  state: oneOf(['pending', 'denied', 'expired']),
})

export const readPairPolled = (value: unknown): PairPolled | undefined =>
  readApproved(value) ?? readOpen(value)

export type ReportResult = { id: string; outcome: (typeof Outcomes)[number]; why?: string }

const readResult = shape<ReportResult>({ id, outcome: oneOf(REPORT_OUTCOMES), why: words(60) }, ['why'])

export const readReportResults = shape<{ results: ReportResult[] }>({ results: list(readResult, 20) })

export const readPushKey = shape<{ key: string }>({ key: whole(200, /^[\w-]+$/) })

export const readSubscribed = shape<{ state: 'active'; token: string }>({
  state: oneOf(['active']),
  token: whole(100, /^[\w-]+$/),
})

/** What the relay pushes: words of its own, and the pages that they are about. */
export const readPushed = shape<{ title: string; links: { url: string }[] }>({
  title: words(300),
  links: list(shape<{ url: string }>({ url: whole(2048) }), 10),
})
