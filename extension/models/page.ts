import type { Known } from '../known.ts'
import type { Door } from '../page-door.ts'
import type { Language } from '../locales/words.ts'
import type { View } from './view.ts'

import { viewOf } from './view.ts'

/** Ages are told anew so often, ms (EXTENSION.md 5.2); news from the worker are drawn at once. */
const MINUTE_MS = 60_000

/** What every page of ours knows. `now` is epoch ms. */
type PageState<Words> = {
  known: Known | null
  view: View
  /** Of the words. */
  language: Language
  words: Words
  now: number
}

/** One page of ours: what is known, the time, its words. It is drawn anew when one of them changes. */
export type Page<Words> = {
  readonly state: PageState<Words>
  /** Reads what is known now, and draws it. */
  take: () => Promise<void>
  /** The same knowledge, but something of the page's own has changed. */
  draw: () => void
  /** Called back at every drawing. */
  onDraw: (run: () => void) => void
}

type Loader<Words> = (language: Language) => Promise<Words>

/** Reads what the worker published and the words of the language that it names, then asks the worker for news. */
export async function createPage<Words>(door: Door, load: Loader<Words>): Promise<Page<Words>> {
  // Most people read their browser's own language: its words come while the rest is asked for.
  const guess = languageOf(null)
  const [first, guessed] = await Promise.all([door.known(), load(guess)])
  const listeners: (() => void)[] = []
  let language = languageOf(first)
  let state = stateOf(door, first, { language, words: language === guess ? guessed : await load(language) })
  const draw = () => {
    for (const listener of listeners) listener()
  }
  const take = async () => {
    const known = (await door.known()) ?? state.known
    const next = languageOf(known)
    const words = next === language ? state.words : await load(next)
    language = next
    state = stateOf(door, known, { language, words })
    draw()
  }
  door.onChange(() => void take())
  door.every(MINUTE_MS, () => void take())
  void door.ask({ type: 'refresh' })
  return {
    get state() {
      return state
    },
    take,
    draw,
    onDraw: (run) => void listeners.push(run),
  }
}

type Spoken<Words> = { language: Language; words: Words }

function stateOf<Words>(door: Door, known: Known | null, spoken: Spoken<Words>): PageState<Words> {
  const now = door.now()
  return { known, ...spoken, now, view: viewOf(known, now) }
}

/** Before anything is known, the browser's own. */
function languageOf(known: Known | null): Language {
  if (known !== null) return known.settings.language
  return navigator.language.startsWith('fr') ? 'fr' : 'en'
}
