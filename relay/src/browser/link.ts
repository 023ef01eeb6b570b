import type { BrowserTransport } from './transport.ts'

import { CDPSessionEvent } from 'puppeteer-core/internal/api/CDPSession.js'
import { Connection } from 'puppeteer-core/internal/cdp/Connection.js'

import { within } from './limit.ts'

/** One warm DevTools connection, remade when it is gone. */
export type Link = {
  /** Rejects when no browser can be reached in time. */
  open: () => Promise<OpenLink>
  /** Gives this connection up: the browser closes the pages that it opened. */
  drop: (link: OpenLink) => void
}

export type OpenLink = { connection: Connection; ownNetwork: boolean }

export type LinkOptions = {
  connect: () => Promise<BrowserTransport>
  /** Within which a new browser must be had. */
  connectMs: number
  /** Within which a command must be answered. */
  commandMs: number
}

/**
 * Only puppeteer-core's connection is used, not its browser: that one attaches to every page of the browser,
 * those of all other lanes too, and holds each until every lane has answered for it.
 */
export function makeLink({ connect, connectMs, commandMs }: LinkOptions): Link {
  let current: Promise<OpenLink> | null = null
  const make = async (): Promise<OpenLink> => {
    const coming = connect()
    const limit = { ms: connectMs, late: `no browser within ${connectMs / 1000} s` }
    const transport = await within(coming, limit).catch((error: unknown) => {
      // One that comes too late is closed.
      coming.then((late) => late.close()).catch(() => {})
      throw error
    })
    const connection = new Connection('', transport, 0, commandMs, false, undefined, () => undefined)
    return { connection, ownNetwork: transport.ownNetwork }
  }
  return {
    open: async () => {
      if (current !== null) return await current
      const made = make()
      const forget = () => {
        if (current === made) current = null
      }
      current = made
      made.then(({ connection }) => connection.once(CDPSessionEvent.Disconnected, forget), forget)
      return await made
    },
    drop: ({ connection }) => connection.dispose(),
  }
}
