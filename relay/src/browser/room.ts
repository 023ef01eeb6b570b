import type { BrowserRoom, RenderedLook } from '../kinds/kind.ts'
import type { Slots } from './limit.ts'
import type { Pages } from './pages.ts'
import type { Sheet } from './sheet.ts'
import type { BrowserTransport } from './transport.ts'

import type { Observation } from '#core/observation.ts'

import { failure } from './failures.ts'
import { makeSlots } from './limit.ts'
import { makeLink } from './link.ts'
import { lookAtPage } from './look-page.ts'
import { makePages } from './pages.ts'
import { takePicture } from './picture.ts'
import { startSheet } from './sheet.ts'
import { takeSnapshot } from './snapshot.ts'
import { followVisit } from './visit.ts'

export type RoomOptions = {
  connect: () => Promise<BrowserTransport>
  /** Text of the page reader: an IIFE that sets `globalThis.vigieLook`. */
  reader: string
  /** How many pages at once, for all rooms of the isolate unless given; further looks wait. */
  slots?: Slots
  /** An unused connection is closed after this: on Cloudflare it would be paid for, elsewhere it holds a page. */
  idleMs?: number
  connectMs?: number
  /** A browser that leaves a command unanswered for so long is given up. */
  commandMs?: number
  /** How much later than its deadline a look ends at the latest. */
  graceMs?: number
}

/** A room that can be left: closes the connection, and with it the pages. */
export type OpenRoom = BrowserRoom & { close: () => void }

/** How long a look may wait for its turn at the host while it holds a page. */
const TURN_MS = 15_000

/** A page costs some 40 MB and, mostly while it opens, a quarter of a second of one processor. */
const SHARED_SLOTS = makeSlots(8)

/**
 * One room for one Durable Object. All events of an object may use a connection that one of them made; another
 * object may not ("Cannot perform I/O on behalf of a different Durable Object", workerd 2026-11-17). The browser
 * behind the connections is shared by all.
 */
export function makeBrowserRoom(options: RoomOptions): OpenRoom {
  const { connect, reader, idleMs = 30_000, connectMs = 10_000, commandMs = 8000, graceMs = 2000 } = options
  const pages = makePages(makeLink({ connect, connectMs, commandMs }))
  const { slots = SHARED_SLOTS } = options
  let looks = 0
  let idle: ReturnType<typeof setTimeout> | undefined
  const close = () => {
    clearTimeout(idle)
    pages.close()
  }
  const look = async (request: RenderedLook) => {
    clearTimeout(idle)
    looks += 1
    const sheet = startSheet(request)
    const { deadlineMs, signal } = request
    const waiting = { ms: deadlineMs, signal, late: 'all pages of the browser are busy' }
    let giveBack: (() => void) | null = null
    let left: Promise<unknown> = Promise.resolve()
    try {
      giveBack = await slots.take(waiting, deadlineMs + graceMs + connectMs + TURN_MS)
      sheet.phase('queue')
      const visited = await visitPage({ request, sheet, pages, reader, graceMs })
      left = visited.left
      return visited.observation
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error)
      return sheet.observe(null, { page: null, failure: failure('browser', detail) })
    } finally {
      void left.then(giveBack)
      clearTimeout(idle)
      looks -= 1
      if (looks === 0) idle = setTimeout(close, idleMs)
    }
  }
  return { look, close }
}

type PageVisit = { request: RenderedLook; sheet: Sheet; pages: Pages; reader: string; graceMs: number }

/** `left` resolves when the page is on its way out; it never rejects. */
type Visited = { observation: Observation; left: Promise<unknown> }

async function visitPage({ request, sheet, pages, reader, graceMs }: PageVisit): Promise<Visited> {
  const { now, signal } = request
  const limit = { ms: request.deadlineMs + graceMs, signal, late: 'the browser does not answer' }
  const { page, ownNetwork, leave } = await pages.take(limit, () => sheet.phase('connect'))
  sheet.phase('context')
  await request.turn?.()
  request.onReach?.('asked', null)
  const endsAt = now() + request.deadlineMs
  const visit = followVisit(page, request, ownNetwork)
  const calledOff = () => visit.fail(failure('timeout', 'called off'))
  const timer = setTimeout(
    () => visit.fail(failure('timeout', 'the page does not answer')),
    request.deadlineMs + graceMs,
  )
  signal.addEventListener('abort', calledOff)
  if (signal.aborted) calledOff()
  const onPhase = (name: 'document' | 'settle') => {
    sheet.phase(name)
    if (name === 'document' && visit.documents > 0) request.onReach?.(name, visit.status)
  }
  const seen = await lookAtPage({ page, visit, request, reader, endsAt, onPhase })
  clearTimeout(timer)
  signal.removeEventListener('abort', calledOff)
  if (request.onSnapshot !== undefined && !visit.isOver) request.onSnapshot(await takeSnapshot(page, reader))
  const observation = sheet.observe(visit, seen)
  // The verdict waits neither for a picture nor for the page to close.
  if (visit.isOver || request.picture?.isDeserved(observation) !== true) {
    leave()
    return { observation, left: Promise.resolve() }
  }
  const picture = takePicture(page, request.watch).finally(leave)
  request.picture.onPicture(picture)
  return { observation, left: picture }
}
