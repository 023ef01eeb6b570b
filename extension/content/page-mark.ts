/** A single-page site took another address: when (epoch ms), and what the page was called then. */
export type Route = { at: number; mark: string }

/** By what a page that is drawn anew is told from the one before. */
export function markOf(page: Document): string {
  try {
    return `${page.title}\n${page.querySelector('h1')?.textContent ?? ''}`.slice(0, 500)
  } catch {
    // A page may name its parts after what is asked here.
    return ''
  }
}
