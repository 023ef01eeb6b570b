import type { MarkAsk } from './contract.ts'
import type { Overlay } from './overlay.ts'

import { domTree } from '#readers/dom-tree.ts'
import { isElement, queryAll } from '#readers/native.ts'
import { completed, presetFor } from '#readers/presets.ts'
import { findSeats } from '#readers/seats.ts'
import { survey } from '#readers/survey.ts'
import { seenText } from '#readers/visible.ts'
import { tidy } from '#readers/words.ts'

import { button, counted, made, makeOverlay } from './overlay.ts'
import { isHopeful } from './sends.ts'

const SAID_MOST = 120
/** The page may move or drop what is marked without a scroll. */
const PLACE_MS = 500

/** Marks the offers that are looked for and brings the first into view. On request alone; nothing is pressed. */
export function startMarks(): void {
  let shown: Marks | null = null
  globalThis.vigieMark = (ask) => {
    shown?.remove()
    const found = offersOf(ask)
    shown = new Marks(ask, found)
    return found.length
  }
}

/** Those that can be had; when none reads so, all that are drawn of the wanted kind. */
function offersOf({ options }: MarkAsk): Element[] {
  const tree = domTree(document)
  const given = { ...options.target, url: options.url ?? tree.url }
  const preset = presetFor(given)
  const found = survey(tree, preset.typeAttribute)
  const { targets, targetNodes } = findSeats(tree, found, completed(given, preset), preset)
  const drawn = targetNodes.map((node, at) => ({ node, row: targets[at] }))
  const shown = drawn.filter(({ row }) => row?.drawn === 'drawn' && row.place === 'offers')
  const open = shown.filter(({ row }) => row !== undefined && isHopeful(row, Date.now()))
  return (open.length > 0 ? open : shown).map(({ node }) => node).filter(isElement)
}

class Marks {
  readonly #ask: MarkAsk
  readonly #offers: readonly Element[]
  readonly #overlay: Overlay
  readonly #said = made('p', 'said', '')
  readonly #timer: ReturnType<typeof setInterval>
  #at = 0

  constructor(ask: MarkAsk, offers: readonly Element[]) {
    this.#ask = ask
    this.#offers = offers
    const { words } = ask
    this.#overlay = makeOverlay(words.lang)
    this.#overlay.frame(offers, words.mark)
    this.#timer = setInterval(() => this.#overlay.place(), PLACE_MS)
    const found = offers.length
    const title = found === 0 ? words.none : counted(words.foundOne, words.foundMany, found)
    const bar = this.#build(title)
    this.#go(0)
    this.#overlay.root.append(bar)
    // The person hears what was found, and Tab begins at the bar: never on a control that buys.
    bar.focus({ preventScroll: true })
  }

  remove(): void {
    clearInterval(this.#timer)
    this.#overlay.remove()
  }

  #build(title: string): HTMLElement {
    const { words } = this.#ask
    const bar = made('div', 'bar', '')
    bar.setAttribute('role', 'region')
    bar.setAttribute('aria-label', title)
    bar.tabIndex = -1
    this.#said.setAttribute('role', 'status')
    const keys = made('div', 'keys', '')
    if (this.#offers.length > 1) keys.append(button(words.next, 'main', () => this.#go(this.#at + 1)))
    keys.append(button(words.remove, '', ({ detail }) => this.#leave(detail === 0)))
    bar.append(made('h2', '', title), this.#said, keys)
    bar.addEventListener('keydown', (event) => {
      event.stopPropagation()
      // The key that asked for the marks may still be down.
      if (event.repeat && event.key === 'Enter') event.preventDefault()
      if (event.key === 'Escape') this.#leave(false)
    })
    return bar
  }

  #go(to: number): void {
    const here = this.#offers.filter((each) => each.isConnected)
    this.#at = here.length === 0 ? 0 : to % here.length
    const offer = here[this.#at]
    if (offer === undefined) return
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches
    offer.scrollIntoView({ block: 'center', inline: 'nearest', behavior: isCalm ? 'instant' : 'smooth' })
    this.#said.textContent = tidy(seenText(domTree(document), offer).text, SAID_MOST)
    this.#overlay.place()
  }

  /** From here the keyboard goes on at the offer's control; it is not pressed, not by the key that is still down. */
  #leave(isKeyDown: boolean): void {
    const offer = this.#offers.filter((each) => each.isConnected)[this.#at]
    this.remove()
    const [control] = offer === undefined ? [] : queryAll(offer, 'a[href], button, select, input', 1)
    if (!(control instanceof HTMLElement)) return
    const go = () => control.focus({ preventScroll: true })
    if (isKeyDown) addEventListener('keyup', go, { capture: true, once: true })
    else go()
  }
}
