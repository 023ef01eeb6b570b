import type { TabAsk } from './contract.ts'

/** The part of the browser's own extension interface that a script in a page uses: no polyfill comes with it. */
export type PageApi = {
  runtime: {
    /** Gone once the extension was reloaded, updated or removed: this script is an orphan then. */
    id?: string
    sendMessage: (message: unknown) => Promise<unknown>
    onMessage: {
      addListener: (listener: Listener) => void
      removeListener: (listener: Listener) => void
    }
  }
}

/** Only the worker speaks to it. Answers later when it returns `true`: the form that every browser knows. */
export type Listener = (message: TabAsk, sender: unknown, answer: (value: unknown) => void) => boolean

/** `browser` where it is there: Firefox's own promises, and Chrome since 148; else `chrome`. */
export function pageApi(): PageApi | undefined {
  return [Reflect.get(globalThis, 'browser'), Reflect.get(globalThis, 'chrome')].find(isPageApi)
}

const isPageApi = (value: unknown): value is PageApi =>
  typeof value === 'object' && value !== null && 'runtime' in value && typeof value.runtime === 'object'

/** Sends and never rejects: `undefined` when nobody answered. Calls `orphaned` when there is no extension any more. */
export async function tell(message: unknown, orphaned: () => void): Promise<unknown> {
  const runtime = pageApi()?.runtime
  try {
    if (runtime?.id === undefined) throw new Error('orphan')
    return await runtime.sendMessage(message)
  } catch {
    // A worker that is just being replaced does not answer either: that is no reason to stop.
    if (pageApi()?.runtime?.id === undefined) orphaned()
    return undefined
  }
}
