import type { ConnectionTransport } from 'puppeteer-core'

import { PAGES_PER_SESSION, SESSION_KEEP_MS } from '#core/browser-time.ts'

/** A DevTools connection to a browser. */
export type BrowserTransport = ConnectionTransport & {
  /** The browser stands in the operator's own network: private addresses can be reached from it. */
  readonly ownNetwork: boolean
}

const SESSIONS_TRIED = 3

/**
 * Connects over the `BROWSER` binding, which is Browser Run on Cloudflare, or the CDP port of a Chromium
 * (a `workerd` external service) elsewhere. Only a Chromium answers `/json/version`; which home it is, is
 * remembered. The promise rejects when no browser can be had.
 */
export function browserConnector(binding: Fetcher): () => Promise<BrowserTransport> {
  let home: 'chromium' | 'browser-run' | null = null
  return async () => {
    if (home !== 'browser-run') {
      const socket = await connectChromium(binding)
      if (socket !== null) {
        home = 'chromium'
        return overSocket(socket, true)
      }
    }
    const socket = await connectBrowserRun(binding)
    home = 'browser-run'
    return overSocket(socket, false)
  }
}

/** `null` when something answers that is not a Chromium. */
async function connectChromium(binding: Fetcher): Promise<WebSocket | null> {
  // Chromium refuses Host headers other than localhost and IP addresses.
  const answer = await binding.fetch('http://localhost/json/version')
  const version: unknown = answer.ok ? await answer.json().catch(() => null) : null
  if (!answer.ok) await answer.body?.cancel()
  const address = typeof version === 'object' && version !== null && Object.entries(version)
  const debuggerUrl = address && address.find(([name]) => name === 'webSocketDebuggerUrl')?.[1]
  const path = typeof debuggerUrl === 'string' ? URL.parse(debuggerUrl)?.pathname : undefined
  return path === undefined ? null : await upgrade(binding, `http://localhost${path}`)
}

/** Joins a running session that has room, else acquires one: https://developers.cloudflare.com/browser-run/features/reuse-sessions/ */
async function connectBrowserRun(binding: Fetcher): Promise<WebSocket> {
  const sessions = await readList<{ sessionId?: unknown }>(binding, '/v1/devtools/session')
  for (const { sessionId } of sessions.slice(0, SESSIONS_TRIED)) {
    if (typeof sessionId !== 'string') continue
    const session = `/v1/devtools/browser/${encodeURIComponent(sessionId)}`
    const targets = await readList<{ type?: unknown }>(binding, `${session}/json/list`).catch(() => null)
    if (targets === null || targets.filter(({ type }) => type === 'page').length > PAGES_PER_SESSION) continue
    const socket = await upgrade(binding, BROWSER_RUN + session).catch(() => null)
    if (socket !== null) return socket
  }
  return await upgrade(binding, `${BROWSER_RUN}/v1/devtools/browser?keep_alive=${SESSION_KEEP_MS}`)
}

/** The binding answers for any host. */
const BROWSER_RUN = 'https://browser.run'

async function readList<Item>(binding: Fetcher, path: string): Promise<Item[]> {
  const answer = await binding.fetch(BROWSER_RUN + path)
  if (!answer.ok) {
    await answer.body?.cancel()
    throw new Error(`Browser Run answered ${answer.status} to ${path}`)
  }
  const list: unknown = await answer.json()
  return Array.isArray(list) ? list : []
}

async function upgrade(binding: Fetcher, url: string): Promise<WebSocket> {
  const answer = await binding.fetch(url, { headers: { Upgrade: 'websocket' } })
  if (answer.webSocket !== null) return answer.webSocket
  await answer.body?.cancel()
  throw new Error(`the browser answered ${answer.status} instead of a DevTools connection`)
}

function overSocket(socket: WebSocket, ownNetwork: boolean): BrowserTransport {
  const transport: BrowserTransport = {
    ownNetwork,
    send: (message) => socket.send(message),
    close: () => socket.close(),
  }
  // DevTools speaks in text frames only.
  socket.addEventListener('message', ({ data }) => transport.onmessage?.(String(data)))
  socket.addEventListener('close', () => transport.onclose?.())
  socket.addEventListener('error', () => transport.onclose?.())
  socket.accept()
  return transport
}
