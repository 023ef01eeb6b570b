import { isNode } from './native.ts'

/** What moves in a page: changes of its tree, and whatever else wakes it. Listens only; changes nothing. */
export type Signals = {
  /**
   * Resolves at the next change in any observed scope, at the latest after `ms`, never before `leastMs`. Whether
   * the tree changed since it was asked last.
   */
  next: (ms: number, leastMs: number) => Promise<boolean>
  /** Ends the present wait early, for another reason than a change of the tree. */
  wake: () => void
  /** Adds scopes that the reader found: shadow roots and frames of the same site. */
  observe: (scopes: readonly object[]) => void
  stop: () => void
}

const SCOPES_MOST = 500

/** Starts listening. `stop` ends it. */
export function watchSignals(page: Document): Signals {
  let end: (() => void) | null = null
  let changed = false
  let woken = false
  const wake = () => {
    woken = true
    end?.()
  }
  const observer = new MutationObserver(() => {
    changed = true
    wake()
  })
  const known = new Set<object>()
  const observe = (scopes: readonly object[]) => {
    for (const scope of scopes) {
      if (!isNode(scope) || known.has(scope) || known.size >= SCOPES_MOST) continue
      known.add(scope)
      observer.observe(scope, { childList: true, subtree: true, characterData: true, attributes: true })
    }
  }
  observe([page])
  return {
    observe,
    wake,
    async next(ms, leastMs) {
      await sleep(Math.min(leastMs, ms))
      if (!woken && ms > leastMs) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms - leastMs)
          end = () => {
            clearTimeout(timer)
            resolve()
          }
        })
        end = null
      }
      const was = changed
      changed = woken = false
      return was
    },
    stop: () => observer.disconnect(),
  }
}

export async function sleep(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, ms))
  })
}
