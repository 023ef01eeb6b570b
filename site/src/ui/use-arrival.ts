import type { RefObject } from 'preact'

import { useEffect } from 'preact/hooks'

/** Whoever came by a link to this part is brought there: the browser looked for it before it was drawn. */
export function useArrival(section: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = section
    if (current === null || location.hash !== `#${current.id}` || scrollY > 0) return
    current.scrollIntoView()
    current.focus({ preventScroll: true })
  }, [])
}
