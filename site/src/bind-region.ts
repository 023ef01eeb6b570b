import type { ReadonlySignal } from '@preact/signals'

import { effect } from '@preact/signals'

/** Says each announcement in the page's live region of that id. */
export function bindRegion(
  id: 'urgent' | 'polite',
  announcement: ReadonlySignal<{ sentence: string } | null>,
): void {
  effect(() => {
    const region = document.getElementById(id)
    const said = announcement.value
    if (region === null || said === null) return
    const paragraph = document.createElement('p')
    paragraph.textContent = said.sentence
    region.replaceChildren(paragraph)
  })
}
