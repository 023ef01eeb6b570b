import type { FreshPage } from './fresh-page.ts'
import type { Limit } from './limit.ts'
import type { Link, OpenLink } from './link.ts'

import { disposeContext, openPage } from './fresh-page.ts'
import { within } from './limit.ts'

export type Pages = {
  /** An empty page over the warm connection. Rejects when no browser, or none that answers, is there in time. */
  take: (limit: Limit, onConnected: () => void) => Promise<TakenPage>
  /** Closes the connection and with it all pages. */
  close: () => void
}

type TakenPage = {
  page: FreshPage
  ownNetwork: boolean
  /** Closes the page in its own time; a browser that does not answer is given up. */
  leave: () => void
}

/** One page is made ahead: that costs 150 ms, which the next look then does not wait for. */
export function makePages(link: Link): Pages {
  let current: OpenLink | null = null
  let ahead: { of: OpenLink; page: Promise<FreshPage | null> } | null = null

  const next = async (open: OpenLink): Promise<FreshPage> => {
    const found = ahead
    ahead = null
    const page = found?.of === open ? await found.page : null
    return page === null || page.session.detached ? await openPage(open.connection) : page
  }
  const leave = async (open: OpenLink, page: FreshPage) => {
    if (!(await disposeContext(open.connection, page.contextId))) return link.drop(open)
    if (current === open && ahead?.of !== open)
      ahead = { of: open, page: openPage(open.connection).catch(() => null) }
  }
  return {
    take: async (limit, onConnected) => {
      const open = await within(link.open(), limit)
      current = open
      onConnected()
      try {
        const page = await within(next(open), limit)
        return { page, ownNetwork: open.ownNetwork, leave: () => void leave(open, page) }
      } catch (error) {
        link.drop(open)
        throw error
      }
    },
    close: () => {
      if (current !== null) link.drop(current)
      current = null
    },
  }
}
