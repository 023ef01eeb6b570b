import type { MarkAsk, PickAsk, Read } from './contract.ts'
import type { Route } from './page-mark.ts'
import type { PageFacts } from '#core/observation.ts'
import type { LookOptions } from '#readers/look-options.ts'

/** What is sent of a reading, less what only the watcher knows. */
export type Reading = Omit<Read, 'type' | 'followId' | 'url'>

export type Lookout = {
  /** Reads once more and sends it, whatever was sent before. */
  readNow: () => void
  stop: () => void
}

type Reader = {
  /** The page as it stands at this moment. */
  read: (options: LookOptions) => PageFacts
  /** Looks out for as long as the page is followed. */
  watch: (options: LookOptions, begin: Begin) => Lookout
}

export type Begin = {
  /** When the document came, epoch ms. */
  loadedAt: number
  /** The address that the page took since, if any. */
  route: Route | null
  /** Gets each reading that says something new. Whether it arrived. */
  send: (reading: Reading) => Promise<boolean>
}

export type Watcher = {
  /** The reader stands: whichever of the two comes last begins. */
  readerReady: () => void
  /** The script was injected once more. */
  again: () => void
  /** Not stopped, and its extension is still there. */
  readonly isAlive: boolean
}

/** All of these stand in the extension's own world of the page, where the page's scripts cannot reach. */
declare global {
  // oxlint-disable-next-line no-var
  var vigieWatcher: Watcher | undefined
  // oxlint-disable-next-line no-var
  var vigieReader: Reader | undefined
  // oxlint-disable-next-line no-var
  var vigieFetcher: true | undefined
  /** The whole look of the relay, with its scrolling: for our own small window alone. */
  // oxlint-disable-next-line no-var
  var vigieLook: (options: LookOptions) => Promise<PageFacts>
  // oxlint-disable-next-line no-var
  var vigiePick: ((ask: PickAsk) => void) | undefined
  /** How many offers it marked. */
  // oxlint-disable-next-line no-var
  var vigieMark: ((ask: MarkAsk) => number) | undefined
}
