import type { CDPSession } from 'puppeteer-core/internal/api/CDPSession.js'
import type { Connection } from 'puppeteer-core/internal/cdp/Connection.js'

import { PAUSED } from './paused.ts'

/** An empty page in a context of its own, ready to be sent somewhere. */
export type FreshPage = {
  connection: Connection
  session: CDPSession
  contextId: string
  /** Also the id of its main frame. */
  targetId: string
}

/** Of the window, in pixels. */
export const VIEW = { width: 1280, height: 900 }
const DISPOSE_MS = 5000

/** Nothing of what it makes outlives the connection. Rejects when the browser does not answer. */
export async function openPage(connection: Connection): Promise<FreshPage> {
  const { browserContextId: contextId } = await connection.send('Target.createBrowserContext', {
    disposeOnDetach: true,
  })
  try {
    const where = { browserContextId: contextId }
    const [{ targetId }] = await Promise.all([
      connection.send('Target.createTarget', { url: 'about:blank', ...where, ...VIEW }),
      connection.send('Browser.setDownloadBehavior', { behavior: 'deny', ...where }),
    ])
    const session = await openSession(connection, targetId)
    await Promise.all([
      session.send('Page.enable'),
      session.send('Inspector.enable'),
      session.send('Emulation.setDeviceMetricsOverride', { ...VIEW, deviceScaleFactor: 1, mobile: false }),
      // Otherwise a page that is not in front draws and scrolls lazily.
      session.send('Emulation.setFocusEmulationEnabled', { enabled: true }),
      ...prepareSession(session),
    ])
    return { connection, session, contextId, targetId }
  } catch (error) {
    void disposeContext(connection, contextId)
    throw error
  }
}

/** What the page and each frame of another site need before their first request. */
export function prepareSession(session: CDPSession): Promise<unknown>[] {
  return [
    session.send('Network.enable'),
    session.send('Network.setCacheDisabled', { cacheDisabled: true }),
    session.send('Network.setBypassServiceWorker', { bypass: true }),
    session.send('Network.setExtraHTTPHeaders', { headers: { 'Accept-Language': 'fr-FR,fr;q=0.9' } }),
    session.send('Fetch.enable', { patterns: PAUSED }),
    session.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
      filter: [{ type: 'iframe' }],
    }),
  ]
}

/** Closes the page with all it opened. `false` when the browser did not do so in time. */
export async function disposeContext(connection: Connection, contextId: string): Promise<boolean> {
  const done = connection.send(
    'Target.disposeBrowserContext',
    { browserContextId: contextId },
    { timeout: DISPOSE_MS },
  )
  return await done.then(
    () => true,
    () => false,
  )
}

async function openSession(connection: Connection, targetId: string): Promise<CDPSession> {
  const { sessionId } = await connection.send('Target.attachToTarget', { targetId, flatten: true })
  const session = connection.session(sessionId)
  if (session === null) throw new Error('the page closed at once')
  return session
}
