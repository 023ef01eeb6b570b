import type { HereAnswer } from './contract.ts'
import type { Lookout, Watcher } from './globals.ts'
import type { Listener } from './page-api.ts'
import type { Route } from './page-mark.ts'

import { pageApi, tell } from './page-api.ts'
import { markOf } from './page-mark.ts'
import { watchRoutes } from './routes.ts'

const NOT_DONE = JSON.stringify({ done: false })
/** It came, and could not be taken: told again, as if nobody had heard it. */
const FAILED = JSON.stringify({ refused: 'failed' })

type Followed = Extract<HereAnswer, { followed: true }>

/** Stands in every page of an allowed site, once however often it is injected. */
export function startWatcher(): void {
  const other = globalThis.vigieWatcher
  if (other?.isAlive === true) return other.again()
  const page: Document & { prerendering?: boolean } = document
  // A page that nobody asked for yet is not looked at.
  if (page.prerendering === true) page.addEventListener('prerenderingchange', stand, { once: true })
  else stand()
}

function stand(): void {
  globalThis.vigieWatcher = new PageWatcher()
}

/**
 * Says where the page is, and runs the reader where it is followed. When the extension is gone it stops and says
 * nothing.
 */
class PageWatcher implements Watcher {
  #followed: Followed | null = null
  #lookout: Lookout | null = null
  #route: Route | null = null
  #url = ''
  #isStopped = false
  readonly #stopRoutes: () => void

  constructor() {
    pageApi()?.runtime.onMessage.addListener(this.#listener)
    addEventListener('pageshow', this.#moved)
    document.addEventListener('visibilitychange', this.#moved)
    this.#stopRoutes = watchRoutes(window, this.#moved)
    this.again()
  }

  get isAlive(): boolean {
    return !this.#isStopped && pageApi()?.runtime?.id !== undefined
  }

  again(): void {
    void this.#sayHere()
  }

  readerReady(): void {
    if (this.#followed === null || this.#lookout !== null) return
    const { followId, options } = this.#followed
    const url = this.#url
    const send = async (reading: object) => {
      const answer = await tell({ type: 'read', followId, url, ...reading }, this.#stop)
      // Not followed any more, or by another name.
      if (JSON.stringify(answer) === NOT_DONE) this.again()
      return isTaken(answer)
    }
    const begin = { loadedAt: performance.timeOrigin, route: this.#route, send }
    this.#lookout = globalThis.vigieReader?.watch(options, begin) ?? null
  }

  async #sayHere(): Promise<void> {
    const url = (this.#url = addressOf(location))
    const answer = await tell({ type: 'here', url }, this.#stop)
    // Another address since then has asked for itself.
    if (this.#isStopped || this.#url !== url) return
    // Nobody answered: asked anew when the tab comes back into view.
    if (!isTaken(answer)) this.#url = ''
    if (JSON.stringify(answer) === JSON.stringify(this.#followed)) return
    this.#end()
    if (isFollowed(answer)) this.#followed = answer
    this.readerReady()
  }

  readonly #moved = () => {
    if (addressOf(location) === this.#url) return
    // From here on nothing that is read is of the former address.
    if (this.#url !== '') this.#route = { at: Date.now(), mark: markOf(document) }
    this.#end()
    this.again()
  }

  readonly #listener: Listener = ({ type }) => {
    if (type === 'again') this.again()
    if (type === 'read-now') this.#lookout?.readNow()
    return false
  }

  #end(): void {
    this.#lookout?.stop()
    this.#followed = this.#lookout = null
  }

  readonly #stop = () => {
    this.#isStopped = true
    this.#end()
    this.#stopRoutes()
    removeEventListener('pageshow', this.#moved)
    document.removeEventListener('visibilitychange', this.#moved)
    pageApi()?.runtime?.onMessage.removeListener(this.#listener)
  }
}

const isTaken = (answer: unknown): boolean => answer !== undefined && JSON.stringify(answer) !== FAILED

/** Without what comes after `#`: that is a place in the page. */
const addressOf = ({ href }: Location): string => href.split('#', 1)[0] ?? ''

function isFollowed(answer: unknown): answer is Followed {
  return typeof answer === 'object' && answer !== null && 'followed' in answer && answer.followed === true
}
