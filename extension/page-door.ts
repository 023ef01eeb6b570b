import type { Known } from './known.ts'
import type { PageAnswers, PageMessage } from './messages.ts'
import type { browser as WebExtension } from 'wxt/browser'

import { count, isRecord } from '#core/parse.ts'

import { OPEN_PAGE } from './messages.ts'

type Api = typeof WebExtension

/** What the worker answers to a message. */
export type AnswerTo<M extends PageMessage> = PageAnswers[M['type']]

/** The only door from a page of ours to the browser and the worker. Pages write nothing themselves. */
export type Door = {
  /** Epoch ms. */
  now: () => number
  /** What the worker published last; `null` when it has not yet. */
  known: () => Promise<Known | null>
  /** Calls back whenever that has changed, or the network has, as long as the page stands. */
  onChange: (run: () => void) => void
  /** Asks the worker; `null` when it refused or is not there. */
  ask: <M extends PageMessage>(message: M) => Promise<AnswerTo<M> | null>
  /** Asks the person for a site, first thing in their click. Never throws. */
  requestAccess: (url: string) => Promise<boolean>
  openOptions: () => void
  /** The popup goes, as what was asked for goes on in a tab: it would cover that, and keep the keyboard. */
  leave: () => void
  /** Runs every `ms`; the returned function stops that. */
  every: (ms: number, run: () => void) => () => void
}

/**
 * `browser` where it is there, else `chrome`: both answer with promises in every browser that the manifest asks for,
 * and no page waits for a polyfill.
 */
export function pageBrowser(): Api {
  const own: { browser?: Api; chrome?: Api } = globalThis as object
  const api = own.browser?.runtime === undefined ? own.chrome : own.browser
  if (api === undefined) throw new Error('no extension here')
  return api
}

/** The pattern that lets all pages of the site of an address be read; ports do not count in it. */
function sitePattern(url: string): string | null {
  const address = URL.parse(url)
  return address === null ? null : `${address.protocol}//${address.hostname}/*`
}

const AGAIN_MS = 1000

/** Lets the worker know that a page of ours stands open; the worker may die and come back meanwhile. */
function stayConnected(): void {
  const port = pageBrowser().runtime.connect({ name: OPEN_PAGE })
  port.onDisconnect.addListener(() => setTimeout(stayConnected, AGAIN_MS))
}

/** Names in `storage.session`: what was published, and when the worker was last at work. */
const KEYS = ['known', 'atWorkAt']

const isPublished = (kept: unknown): kept is { known: Known } => isRecord(kept) && isRecord(kept.known)

/** The worker answers each message in its own shape, or says that it refused. */
function isAnswerTo<M extends PageMessage>(_: M, answer: unknown): answer is AnswerTo<M> {
  return isRecord(answer) && !('refused' in answer)
}

export const realDoor: Door = {
  now: () => Date.now(),
  async known() {
    const { known: kept, atWorkAt }: Record<string, unknown> = await pageBrowser().storage.session.get(KEYS)
    // Only our own worker writes there, and the browser forgets it at an update.
    if (!isPublished(kept)) return null
    const { known } = kept
    return {
      ...known,
      online: navigator.onLine,
      wokeAt: Math.max(known.wokeAt, count(atWorkAt) ?? 0),
    }
  },
  onChange(run) {
    pageBrowser().storage.onChanged.addListener((changes: Record<string, unknown>) => {
      if (KEYS.some((key) => key in changes)) run()
    })
    addEventListener('online', run)
    addEventListener('offline', run)
    stayConnected()
  },
  async ask(message) {
    try {
      const answer: unknown = await pageBrowser().runtime.sendMessage(message)
      return isAnswerTo(message, answer) ? answer : null
    } catch {
      return null
    }
  },
  async requestAccess(url) {
    const pattern = sitePattern(url)
    if (pattern === null) return false
    try {
      return await pageBrowser().permissions.request({ origins: [pattern] })
    } catch {
      return false
    }
  },
  openOptions: () => void pageBrowser().runtime.openOptionsPage(),
  leave() {
    if (pageBrowser().extension.getViews({ type: 'popup' }).includes(window)) window.close()
  },
  every(ms, run) {
    const timer = setInterval(run, ms)
    return () => clearInterval(timer)
  },
}
