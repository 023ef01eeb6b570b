import { Lookout, readPage } from './lookout.ts'

/** Brings the reader into the page; the watcher runs it, whichever of the two came last. */
export function startReader(): void {
  globalThis.vigieReader = {
    read: (options) => readPage(document, options).facts,
    watch: (options, begin) => new Lookout(document, options, begin),
  }
  globalThis.vigieWatcher?.readerReady()
}
