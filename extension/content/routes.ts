/** The Navigation API, where the browser has it. */
type Navigation = Pick<EventTarget, 'addEventListener' | 'removeEventListener'>

/**
 * Calls back when a single-page site may have changed its address, until the returned function stops it. Without the
 * Navigation API nothing tells of `pushState`, but such a page draws itself anew: its changes are watched, no clock.
 */
export function watchRoutes(view: Window & { navigation?: Navigation }, changed: () => void): () => void {
  const { document, navigation } = view
  const stops: (() => void)[] = []
  const listen = (target: Navigation, name: string) => {
    target.addEventListener(name, changed)
    stops.push(() => target.removeEventListener(name, changed))
  }
  if (navigation === undefined) {
    listen(view, 'popstate')
    listen(view, 'hashchange')
    const observer = new MutationObserver(changed)
    observer.observe(document, { childList: true, subtree: true })
    stops.push(() => observer.disconnect())
  } else listen(navigation, 'currententrychange')
  return () => {
    for (const stop of stops) stop()
  }
}
