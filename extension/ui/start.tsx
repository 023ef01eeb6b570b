import type { Page } from '../models/page.ts'
import type { VNode } from 'preact'

import { render } from 'preact'

/** What one page of ours draws into. */
type Drawn<Words> = { page: Page<Words>; title: (words: Words) => string; draw: () => VNode }

/**
 * Draws a page now and whenever something changed. The language and the text size stand before the first drawing. When
 * the control that had the focus is gone, its row gets it.
 */
export function start<Words>({ page, title, draw }: Drawn<Words>): void {
  const root = document.getElementById('app')
  if (root === null) return
  const focus = keepFocus(root)
  const paint = () => {
    const { language, known, words } = page.state
    const { documentElement: html } = document
    html.lang = language
    html.dataset['size'] = String(known?.settings.textSize ?? 100)
    document.title = title(words)
    render(draw(), root)
    focus()
  }
  page.onDraw(paint)
  paint()
}

function keepFocus(root: HTMLElement): () => void {
  let row: string | null = null
  root.addEventListener('focusin', ({ target }) => {
    row = target instanceof Element ? (target.closest('[data-row]')?.getAttribute('data-row') ?? null) : null
  })
  return () => {
    if (row === null || document.activeElement !== document.body) return
    const own = `[data-row="${CSS.escape(row)}"]`
    root.querySelector<HTMLElement>(`${own} :is(h2, h3, button), button${own}`)?.focus()
  }
}
