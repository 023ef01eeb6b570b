import type { HereAnswer, TabAsk } from './contract.ts'
import type { Lookout } from './globals.ts'
import type { Listener } from './page-api.ts'

import { pageApi, tell } from './page-api.ts'
import { watchRoutes } from './routes.ts'

type Followed = Extract<HereAnswer, { followed: true }>

/**
 * Stands in every page of an allowed site: says where it is, and runs the reader where the page is
 * followed. When the extension is gone it stops and says nothing.
 */
export function startWatcher(): void {
  const other = globalThis.vigieWatcher
  if (other?.isAlive() === true) return other.again()
  const page: Document & { prerendering?: boolean } = document
  // A page that nobody asked for yet is not looked at.
  if (page.prerendering === true) page.addEventListener('prerenderingchange', () => stand(), { once: true })
  else stand()
}

function stand(): void {
  let followed: Followed | null = null
  let lookout: Lookout | null = null
  let asked = ''
  let isAlive = true
  const stops: (() => void)[] = []

  const stop = () => {
    isAlive = false
    lookout?.stop()
    for (const each of stops) each()
  }
  const readerReady = () => {
    if (followed === null || lookout !== null || !isAlive) return
    const { followId, options } = followed
    lookout =
      globalThis.vigieReader?.watch(options, (reading) => {
        void tell({ type: 'read', followId, url: location.href, ...reading }, stop)
      }) ?? null
  }
  const sayHere = async () => {
    const url = (asked = location.href)
    const answer = await tell({ type: 'here', url }, stop)
    // Another address since then has asked for itself.
    if (!isAlive || asked !== url) return
    if (answer === undefined) asked = ''
    lookout?.stop()
    lookout = null
    followed = isFollowed(answer) ? answer : null
    readerReady()
  }
  const moved = () => {
    if (location.href !== asked) void sayHere()
  }
  const listener: Listener = (message) => {
    const ask = message as TabAsk
    if (ask.type === 'again') void sayHere()
    if (ask.type === 'read-now') lookout?.readNow()
    return false
  }
  const shown = (event: PageTransitionEvent) => {
    if (event.persisted) void sayHere()
  }
  pageApi()?.runtime.onMessage.addListener(listener)
  addEventListener('pageshow', shown)
  document.addEventListener('visibilitychange', moved)
  stops.push(
    () => removeEventListener('pageshow', shown),
    () => document.removeEventListener('visibilitychange', moved),
    () => pageApi()?.runtime?.onMessage.removeListener(listener),
    watchRoutes(window, moved),
  )
  globalThis.vigieWatcher = {
    readerReady,
    again: () => void sayHere(),
    isAlive: () => isAlive && pageApi()?.runtime?.id !== undefined,
  }
  void sayHere()
}

function isFollowed(answer: unknown): answer is Followed {
  return typeof answer === 'object' && answer !== null && 'followed' in answer && answer.followed === true
}
