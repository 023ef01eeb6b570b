import type { Environment, Kept, Settings } from '../status-environment.ts'
import type { View } from './status-view.ts'

import { computed, createModel, effect, signal } from '@preact/signals'

import { refresh } from '../background/refresh.ts'
import { DICTIONARIES } from '../status-locales/words.ts'
import { viewOf } from './status-view.ts'

const TICK_MS = 1000
const REFRESH_MS = 15_000

/** What the popup and the options page know: everything kept, the time, and the relay asked again every 15 s. */
export const PageModel = createModel((env: Environment, first: Kept) => {
  const kept = signal(first)
  const now = signal(env.now())
  const reading = signal(false)
  const take = async () => {
    kept.value = await env.load()
  }

  async function ask() {
    if (reading.value) return
    reading.value = true
    await refresh(env)
    reading.value = false
    now.value = env.now()
  }

  async function change(part: Partial<Settings>) {
    await env.saveSettings({ ...kept.value.settings, ...part })
    await take()
    await ask()
  }

  effect(() => env.onChange(() => void take()))
  effect(() => repeat(env, TICK_MS, () => (now.value = env.now())))
  effect(() => repeat(env, REFRESH_MS, () => void ask()))
  void ask()

  return {
    view: computed<View>(() => viewOf(kept.value, now.value)),
    settings: computed(() => kept.value.settings),
    words: computed(() => DICTIONARIES[kept.value.settings.language]),
    reading,
    ask,
    change,
    openOptions: () => env.openOptions(),
  }
})

export type Page = InstanceType<typeof PageModel>

function repeat(env: Environment, ms: number, run: () => void): () => void {
  let cancel: (() => void) | undefined
  const next = () => {
    run()
    cancel = env.after(ms, next)
  }
  cancel = env.after(ms, next)
  return () => cancel?.()
}
