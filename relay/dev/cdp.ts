import type { BrowserTransport } from '../src/browser/transport.ts'

import { z } from 'zod'

/**
 * Node's road to a browser: asks the CDP endpoint (`http://127.0.0.1:9222`) for its DevTools address and connects.
 * Rejects when nothing answers there.
 */
export async function connectCdp(endpoint: string): Promise<BrowserTransport> {
  const answer = await fetch(new URL('/json/version', endpoint))
  const { webSocketDebuggerUrl } = z.object({ webSocketDebuggerUrl: z.url() }).parse(await answer.json())
  const socket = new WebSocket(webSocketDebuggerUrl)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('close', () => reject(new Error(`no DevTools at ${endpoint}`)), { once: true })
  })
  const transport: BrowserTransport = {
    ownNetwork: true,
    send: (message) => socket.send(message),
    close: () => socket.close(),
  }
  socket.addEventListener('message', (event) => transport.onmessage?.(String(event.data)))
  socket.addEventListener('close', () => transport.onclose?.())
  return transport
}
