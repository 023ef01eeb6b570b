import type { RefObject } from 'preact'

import { useEffect } from 'preact/hooks'

/**
 * When the control that has the focus goes away, the heading of what stood around it takes the focus: keyboard and
 * screen reader stay where they were. What takes the focus by itself keeps it.
 */
export function useFocusHome(within: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = within
    if (current === null) return
    /** What has the focus, and what stands around it, from the inside out. */
    let line: Element[] = []
    const isNowhere = () => document.activeElement === null || document.activeElement === document.body
    const note = ({ target }: FocusEvent) => {
      line = target instanceof Element ? lineOf(target, current) : []
    }
    // Somebody pressed beside it: nothing was lost. What goes away is no longer there a moment later.
    const forget = () => {
      setTimeout(() => {
        if (line[0]?.isConnected === true && isNowhere()) line = []
      })
    }
    const observer = new MutationObserver(() => {
      const [lost, ...around] = line
      if (lost === undefined || lost.isConnected || !isNowhere()) return
      headingIn(around)?.focus({ preventScroll: true })
      line = []
    })
    observer.observe(current, { childList: true, subtree: true })
    current.addEventListener('focusin', note)
    current.addEventListener('focusout', forget)
    return () => {
      observer.disconnect()
      current.removeEventListener('focusin', note)
      current.removeEventListener('focusout', forget)
    }
  }, [])
}

function lineOf(target: Element, root: Element): Element[] {
  const line = [target]
  for (let next = target.parentElement; next !== null; next = next.parentElement) {
    if (next === root || next.matches('li, section')) line.push(next)
    if (next === root) break
  }
  return line
}

function headingIn(around: readonly Element[]): HTMLElement | null {
  const headings = around
    .filter((one) => one.isConnected)
    .map((one) => one.querySelector<HTMLElement>('h1, h2, h3'))
  const heading = headings.find((one) => one !== null) ?? null
  if (heading !== null) heading.tabIndex = -1
  return heading
}
