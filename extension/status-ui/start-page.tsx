import type { Page } from '../models/status-page.ts'
import type { ComponentType } from 'preact'

import { effect } from '@preact/signals'
import { render } from 'preact'

import { PageModel } from '../models/status-page.ts'
import { realEnvironment } from '../real-status-environment.ts'

/** Draws one page of the extension in the language and text size that were chosen. */
export async function startPage(View: ComponentType<{ page: Page }>): Promise<void> {
  const page = new PageModel(realEnvironment, await realEnvironment.load())
  effect(() => {
    const { language, textSize } = page.settings.value
    document.documentElement.lang = language
    document.documentElement.dataset['size'] = String(textSize)
  })
  let said = ''
  effect(() => {
    const view = page.view.value
    const region = document.getElementById('polite')
    const next = page.words.value.summary(view)
    if (region === null || next === said) return
    said = next
    region.textContent = next
  })
  const root = document.getElementById('app')
  if (root !== null) render(<View page={page} />, root)
}
