import type { Picked, PickAsk } from './contract.ts'
import type { Overlay } from './overlay.ts'
import type { Proposal } from './propose.ts'

import { domTree } from '#readers/dom-tree.ts'
import { isElement } from '#readers/native.ts'
import { seenText } from '#readers/visible.ts'
import { tidy } from '#readers/words.ts'

import { candidates } from './candidates.ts'
import { button, counted, endWith, made, makeOverlay } from './overlay.ts'
import { tell } from './page-api.ts'
import { propose } from './propose.ts'

const TEXT_MOST = 160
const SAID_MOST = 80
const OUT_MOST = 4
const ROW_TEXT_MOST = 1200

/** Lets the person point at an element of the page, by mouse, finger or keyboard. Nothing of the page is pressed. */
export function startPicker(): void {
  let open: Picker | null = null
  globalThis.vigiePick = (ask) => {
    open?.leave()
    open = new Picker(ask)
  }
}

class Picker {
  readonly #ask: PickAsk
  readonly #tree = domTree(document)
  readonly #overlay: Overlay
  readonly #bar = document.createElement('div')
  readonly #said = made('p', 'said', '')
  readonly #shield = made('div', 'shield', '')
  readonly #pickButton: HTMLButtonElement
  readonly #before = document.activeElement
  readonly #elements: readonly Element[]
  readonly #rows: readonly Element[]
  #chosen: Element | null
  /** Where « narrower » leads back to. */
  #inner: Element[] = []
  #proposal: Proposal | null = null
  #isOver = false

  constructor(ask: PickAsk) {
    const { words } = ask
    this.#ask = ask
    const { elements, rows } = candidates(document, this.#tree)
    this.#elements = elements
    this.#rows = rows
    this.#chosen = rows[0] ?? null
    this.#overlay = makeOverlay(words.lang)
    this.#pickButton = button(words.pick, 'main', () => this.#pick())
    this.#build()
    this.#show(true)
    this.#pickButton.focus({ preventScroll: true })
  }

  leave(): void {
    if (this.#isOver) this.#overlay.remove()
    this.#end(null)
  }

  #build(): void {
    const { words } = this.#ask
    const bar = this.#bar
    bar.className = 'bar'
    bar.setAttribute('role', 'dialog')
    bar.setAttribute('aria-label', words.title)
    const help = made('p', '', words.help)
    help.id = 'help'
    bar.setAttribute('aria-describedby', 'help')
    this.#said.setAttribute('role', 'status')
    const keys = made('div', 'keys', '')
    keys.append(
      this.#pickButton,
      button(words.previous, '', () => this.#step(-1)),
      button(words.next, '', () => this.#step(1)),
      button(words.wider, '', () => this.#widen()),
      button(words.narrower, '', () => this.#narrow()),
      button(words.leave, '', () => this.leave()),
    )
    bar.append(made('h2', '', words.title), this.#said, keys, help)
    bar.addEventListener('keydown', (event) => this.#pressed(event))
    this.#shield.addEventListener('pointermove', (event) => {
      if (event.pointerType === 'mouse') this.#hover(event)
    })
    // Enter takes what was clicked: the press itself moves the keyboard nowhere.
    this.#shield.addEventListener('mousedown', (event) => event.preventDefault())
    this.#shield.addEventListener('click', (event) => this.#point(event))
    this.#overlay.root.append(this.#shield, bar)
  }

  #pressed(event: KeyboardEvent): void {
    event.stopPropagation()
    if (this.#isOver && event.key !== 'Escape') return
    // The key that opened this may still be down.
    if (event.repeat && event.key === 'Enter') event.preventDefault()
    const run = this.#keys[event.key]
    if (run === undefined) return
    event.preventDefault()
    run(event)
  }

  readonly #keys: Record<string, (event: KeyboardEvent) => void> = {
    Escape: () => this.leave(),
    ArrowDown: () => this.#step(1),
    ArrowUp: () => this.#step(-1),
    ArrowLeft: () => this.#widen(),
    ArrowRight: () => this.#narrow(),
    Tab: ({ shiftKey }) => this.#turn(shiftKey ? -1 : 1),
  }

  /** The keyboard stays in the bar: behind it the page waits. */
  #turn(by: 1 | -1): void {
    const all = [...this.#bar.querySelectorAll('button')]
    const at = all.findIndex((each) => each === this.#overlay.root.activeElement)
    all[(at + by + all.length) % all.length]?.focus({ preventScroll: true })
  }

  #step(by: 1 | -1): void {
    const all = this.#elements
    const at = this.#chosen === null ? -1 : all.indexOf(this.#chosen)
    const next = at === -1 ? (by === 1 ? 0 : all.length - 1) : (at + by + all.length) % all.length
    this.#choose(all[next] ?? null)
  }

  #widen(): void {
    const chosen = this.#chosen
    const outer = chosen === null ? null : this.#tree.parent(chosen)
    if (chosen === null || outer === null || !isElement(outer) || /^(?:body|html)$/.test(outer.localName))
      return
    const inner = [...this.#inner, chosen]
    this.#choose(outer)
    this.#inner = inner
  }

  #narrow(): void {
    const last = this.#inner.at(-1) ?? this.#chosen?.firstElementChild ?? null
    const rest = this.#inner.slice(0, -1)
    if (last !== null) this.#choose(last)
    this.#inner = rest
  }

  #hover(event: PointerEvent): void {
    const element = this.#under(event)
    if (element !== null) this.#overlay.frame([element], null)
  }

  #point(event: MouseEvent): void {
    event.stopPropagation()
    event.preventDefault()
    const element = this.#under(event)
    if (element === null || !event.isTrusted) return
    const outer = this.#meant(element)
    this.#choose(outer, false)
    if (outer !== element) this.#inner = [element]
    this.#pickButton.focus({ preventScroll: true })
  }

  /** Who points at a part of a row means the row; else what is nearest and can be known again. « Narrower » leads back. */
  #meant(element: Element): Element {
    const row = this.#rows.find((each) => each.contains(element))
    if (row !== undefined) return row
    let outer: object | null = element
    for (let steps = 0; outer !== null && isElement(outer) && steps < OUT_MOST; steps++) {
      if (propose(this.#tree, outer) !== null) return outer
      outer = this.#tree.parent(outer)
      if (outer !== null && isElement(outer) && outer.textContent.length > ROW_TEXT_MOST) break
    }
    return element
  }

  /** What of the page lies under the pointer, in shadow trees too. */
  #under({ clientX, clientY }: MouseEvent): Element | null {
    this.#shield.style.pointerEvents = 'none'
    let found = document.elementFromPoint(clientX, clientY)
    for (let depth = 0; depth < 20; depth++) {
      const inner = found?.shadowRoot?.elementFromPoint(clientX, clientY) ?? null
      if (inner === null || inner === found) break
      found = inner
    }
    this.#shield.style.pointerEvents = ''
    return found === this.#overlay.host ? null : found
  }

  #choose(element: Element | null, scrolls = true): void {
    this.#chosen = element
    this.#inner = []
    this.#show(scrolls)
  }

  #show(scrolls: boolean): void {
    const chosen = this.#chosen
    const { words } = this.#ask
    this.#proposal = chosen === null ? null : propose(this.#tree, chosen)
    this.#pickButton.setAttribute('aria-disabled', String(this.#proposal === null))
    if (chosen === null) {
      this.#overlay.frame([], null)
      this.#said.textContent = words.nothing
      return
    }
    // On a small screen the bar takes half of it: the rest is for what was chosen.
    const block = this.#bar.offsetHeight * 2.5 > innerHeight ? 'start' : 'center'
    if (scrolls) chosen.scrollIntoView({ block, inline: 'nearest', behavior: 'instant' })
    const { top, height } = chosen.getBoundingClientRect()
    this.#bar.classList.toggle('top', top + height / 2 > innerHeight / 2)
    const fits = this.#proposal?.fits.filter(isElement) ?? []
    this.#overlay.frame([chosen, ...fits.filter((each) => each !== chosen)], null)
    const text = tidy(seenText(this.#tree, chosen, ROW_TEXT_MOST).text, SAID_MOST)
    const told =
      this.#proposal === null ? words.unstable : counted(words.matchesOne, words.matchesMany, fits.length)
    this.#said.textContent = `${text === '' ? chosen.localName : text} — ${told}`
  }

  #pick(): void {
    const { words } = this.#ask
    const found = this.#proposal
    if (found === null) {
      this.#said.textContent = this.#chosen === null ? words.nothing : words.unstable
      return
    }
    const heading = document.querySelector('h1')?.textContent ?? ''
    this.#end({
      selector: found.selector,
      label: found.label,
      matches: found.fits.length,
      text: found.text,
      title: tidy(document.title, TEXT_MOST),
      heading: heading.trim() === '' ? null : tidy(heading, TEXT_MOST),
    })
  }

  #end(pick: Picked['pick']): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#shield.remove()
    if (pick === null) this.#overlay.remove()
    if (this.#before instanceof HTMLElement && this.#before.isConnected)
      this.#before.focus({ preventScroll: true })
    const { purpose, words } = this.#ask
    const picked: Picked = { type: 'picked', purpose, url: location.href, pick }
    const said = tell(picked, () => {}).then((answer) =>
      Reflect.get(Object(answer), 'done') === true ? words.kept : words.lost,
    )
    if (pick !== null) void endWith(this.#overlay, this.#bar, { said, leave: words.leave })
  }
}
