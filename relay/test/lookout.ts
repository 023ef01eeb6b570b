import type { PublicWatch, StatusDocument } from '#core/status.ts'
import type { Office } from '../dev/office/office.ts'
import type { FakeTelegram } from './telegram.ts'
import type { Admin, Relay, RelayOptions } from './harness.ts'

import { onTestFinished } from 'vitest'

import { startOffice } from '../dev/office/office.ts'
import { eventually, startRelay } from './harness.ts'
import { startTelegram } from './telegram.ts'

/** A relay, the demo office and a Bot API server, for stories from a page to a phone. */
export type Lookout = { relay: Relay; office: Office; telegram: FakeTelegram; admin: Admin }

export type LookoutOptions = {
  env?: Record<string, string>
  /** `host:port` of further servers on loopback that the relay may ask. */
  hosts?: readonly string[]
  office?: Parameters<typeof startOffice>[0]
  browser?: boolean
  dns?: NonNullable<RelayOptions['dns']>
  /** Lines of the relay's output that the story brings about. */
  allow?: readonly RegExp[]
}

/** Starts all three; they end with the test, which fails when the relay said something nobody expected. */
export async function startLookout(options: LookoutOptions = {}): Promise<Lookout> {
  const [office, telegram] = await Promise.all([
    startOffice({ delayMs: 50, ...options.office }),
    startTelegram(),
  ])
  const env = {
    ALLOW_PRIVATE_HOSTS: [office.host, ...(options.hosts ?? [])].join(','),
    HOST_GAP_MS: '100',
    ...telegram.env,
    ...options.env,
  }
  const { browser, dns } = options
  const relay = await startRelay({
    env,
    ...(browser === undefined ? {} : { browser }),
    ...(dns === undefined ? {} : { dns }),
  })
  onTestFinished(async () => {
    await Promise.all([office.stop(), telegram.stop()])
    await relay.stop({ allow: [TOLD, ...(options.allow ?? [])] })
  })
  return { relay, office, telegram, admin: await relay.signIn() }
}

/** Waits until nothing is owed any more, whatever became of it: until then a death of the relay repeats messages. */
export const isIdle = async ({ relay }: Pick<Lookout, 'relay'>) => {
  await eventually(
    async () => {
      const health: { outbox: { depth: number } } = await (await fetch(`${relay.url}/health`)).json()
      return health.outbox.depth === 0
    },
    'an empty outbox',
    40_000,
  )
}

/** Log lines about walls and lost sight: warnings that these stories bring about on purpose. */
const TOLD = /^\d\d:\d\d:\d\d (warning|error) /

export type Watched = {
  id: string
  /** Asks for a look and answers the watch as it stands after it. */
  look: () => Promise<PublicWatch>
  /** Looks until the verdict reads so. */
  lookUntil: (state: string) => Promise<PublicWatch>
  read: () => Promise<PublicWatch>
}

/** Watches the office's first match (or another address), looked at only when the story says so. */
export async function watchMatch(lookout: Lookout, changes: Record<string, unknown> = {}): Promise<Watched> {
  const { relay, office, admin } = lookout
  const [match] = office.matches
  const body = JSON.stringify({ name: match?.nom, url: match?.url, checkSeconds: 3600, ...changes })
  const created = await admin.fetch('/api/watches', { method: 'POST', body })
  if (created.status !== 201) throw new Error(`adding the watch: ${created.status} ${await created.text()}`)
  const { id }: { id: string } = await created.json()
  const read = async () => {
    const status: StatusDocument = await (await fetch(`${relay.url}/status.json`)).json()
    const watch = status.watches.find((one) => one.id === id)
    if (watch === undefined) throw new Error('the watch is not in the status')
    return watch
  }
  // The first look comes by itself.
  await eventually(async () => (await read()).lastCheckAt !== null, 'the first look', 40_000)
  const look = async () => {
    const before = await read()
    const asked = await admin.fetch(`/api/watches/${id}/check`, { method: 'POST' })
    if (asked.status !== 202) throw new Error(`asking for a check: ${asked.status} ${await asked.text()}`)
    await eventually(async () => (await read()).checks > before.checks, 'a look', 40_000)
    return await read()
  }
  const lookUntil = async (state: string) =>
    await eventually(
      async () => {
        const watch = await look()
        return watch.verdict.state === state ? watch : null
      },
      `the verdict ${state}`,
      40_000,
    )
  return { id, look, lookUntil, read }
}

/** The slug of the match that `watchMatch` watches. */
export function firstSlug({ office }: Lookout): string {
  const [match] = office.matches
  if (match === undefined) throw new Error('the office has no match')
  return match.slug
}
