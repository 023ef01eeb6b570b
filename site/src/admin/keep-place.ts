/** A screen that is read anew may be short for a moment. */
const WAIT_MS = 1500

/** What a person does who will not wait for the place to come back. */
const OWN_WAYS = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const

/**
 * Remembers how far each visited screen was scrolled. Answers what is to be called once another is open: it goes back
 * to that place on a way back or forward, and to the top of a screen that is opened anew.
 */
export function keepPlace(): () => void {
  const tops = new Map<number, number>()
  let last = Date.now()
  let entry = enter()
  let leave = new AbortController()

  function enter(): number {
    const { place }: { place?: unknown } = Object(history.state)
    if (typeof place === 'number') return place
    last += 1
    history.replaceState({ place: last }, '')
    return last
  }

  function goBack(top: number) {
    leave = new AbortController()
    const { signal } = leave
    const until = Date.now() + WAIT_MS
    for (const way of OWN_WAYS) addEventListener(way, () => leave.abort(), { signal, passive: true })
    const step = () => {
      if (signal.aborted) return
      scrollTo(0, top)
      if (Math.abs(scrollY - top) < 1 || Date.now() > until) leave.abort()
      else requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  }

  addEventListener('scroll', () => tops.set(entry, scrollY), { passive: true })
  return () => {
    leave.abort()
    entry = enter()
    const top = tops.get(entry)
    scrollTo(0, 0)
    if (top !== undefined && top > 0) goBack(top)
  }
}
