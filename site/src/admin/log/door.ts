import type { Environment } from '../../environment.ts'
import type { Answer } from '../trouble.ts'
import type { LogLine } from '#core/status.ts'

import { makeClient } from '#relay/client.ts'

import { ask } from '../ask.ts'

type FeedListener = Parameters<Environment['openFeed']>[0]

/** Both cursors are exclusive; the newest `limit` lines between them come. */
type LinesQuery = { after?: number; before?: number; limit: number }

/** The log's door to the relay. */
export type LogDoor = {
  lines: (query: LinesQuery) => Promise<Answer<{ logs: LogLine[] }>>
  /** The feed with the lines after a cursor, then each new one; the returned function closes it silently. */
  openFeed: (after: number, listener: FeedListener) => () => void
}

/** Answered by the relay without any work; a socket that hears nothing for as long again is dead. */
const PING_MS = 20_000

export function makeLogDoor(onSignedOut: () => void): LogDoor {
  const { api } = makeClient(location.origin)
  return {
    lines: ({ after, before, limit }) =>
      ask(
        (init) =>
          api.logs.$get(
            {
              query: {
                limit: String(limit),
                ...(after === undefined ? {} : { after: String(after) }),
                ...(before === undefined ? {} : { before: String(before) }),
              },
            },
            { init },
          ),
        { onSignedOut },
      ),
    openFeed: (after, listener) =>
      openSocket(api.feed.$url({ query: { after: String(after) } }).href.replace(/^http/, 'ws'), listener),
  }
}

function openSocket(address: string, { onFrame, onClose }: FeedListener): () => void {
  const socket = new WebSocket(address)
  const closed = new AbortController()
  const options = { signal: closed.signal }
  let isHeard = true
  const end = () => {
    clearInterval(timer)
    closed.abort()
    socket.close()
  }
  const timer = setInterval(() => {
    if (!isHeard) {
      end()
      onClose()
      return
    }
    isHeard = false
    if (socket.readyState === WebSocket.OPEN) socket.send('ping')
  }, PING_MS)
  socket.addEventListener(
    'message',
    (event) => {
      isHeard = true
      onFrame(event.data)
    },
    options,
  )
  socket.addEventListener(
    'close',
    () => {
      end()
      onClose()
    },
    options,
  )
  return end
}
