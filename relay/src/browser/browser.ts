import type { OpenRoom } from './room.ts'

import reader from './reader.page.js'
import { makeBrowserRoom } from './room.ts'
import { browserConnector } from './transport.ts'

/** The room over the runtime's own binding. Without one every look answers `failure: browser`. */
export function browserRoomOf(binding: Fetcher | undefined): OpenRoom {
  const connect =
    binding === undefined
      ? () => Promise.reject(new Error('this relay has no browser'))
      : browserConnector(binding)
  return makeBrowserRoom({ connect, reader })
}
