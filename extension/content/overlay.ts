/** One element of ours above a page, closed to its scripts and styles; the page's own tree is left as it is. */
export type Overlay = {
  host: HTMLElement
  root: ShadowRoot
  /** Boxes drawn around elements of the page, each with an optional word; replaces those drawn before. */
  frame: (elements: readonly Element[], label: string | null) => void
  /** Places the boxes anew. */
  place: () => void
  remove: () => void
}

/** What a page's style sheet could otherwise say of every element. */
const HOST =
  'all: initial !important; position: fixed !important; inset: 0 !important; width: 100% !important; ' +
  'height: 100% !important; margin: 0 !important; padding: 0 !important; border: 0 !important; ' +
  'background: none !important; overflow: visible !important; pointer-events: none !important; ' +
  'display: block !important; z-index: 2147483647 !important; color-scheme: light !important;'

const STYLE = `
  * { box-sizing: border-box; }
  .bar, .word { font: 16px/1.5 system-ui, sans-serif; }
  .frame {
    position: fixed; pointer-events: none; border: 3px solid #ffd54a; border-radius: 4px;
    outline: 3px solid #10243f; outline-offset: 0;
  }
  .frame.other { border-style: dashed; }
  .word {
    position: absolute; left: -3px; top: -3px; transform: translateY(-100%); padding: 0 8px;
    background: #10243f; color: #fff; border-radius: 4px 4px 0 0; white-space: nowrap;
  }
  .word { font-weight: 700; }
  .word.inside { transform: none; border-radius: 0 0 4px 0; top: 0; left: 0; }
  .bar {
    position: fixed; left: 50%; bottom: 12px; transform: translateX(-50%); pointer-events: auto;
    width: min(40rem, calc(100vw - 24px)); max-height: calc(100vh - 24px); overflow: auto;
    padding: 16px; border: 2px solid #fff; border-radius: 12px; background: #10243f; color: #fff;
    box-shadow: 0 0 0 2px #10243f;
  }
  .bar.top { bottom: auto; top: 12px; }
  h2 { margin: 0 0 4px; font-size: 18px; }
  p { margin: 0 0 12px; }
  .said { min-height: 1.5em; font-weight: 600; overflow-wrap: anywhere; }
  .keys { display: flex; flex-wrap: wrap; gap: 8px; }
  button {
    min-width: 44px; min-height: 44px; padding: 8px 16px; font: inherit; font-weight: 600;
    color: #fff; background: #10243f; border: 2px solid #fff; border-radius: 8px; cursor: pointer;
  }
  button.main { color: #10243f; background: #ffd54a; border-color: #ffd54a; }
  button:focus-visible, .bar:focus-visible { outline: 3px solid #ffd54a; outline-offset: 2px; }
  button[aria-disabled="true"] { opacity: 0.6; }
  .shield { position: fixed; inset: 0; pointer-events: auto; cursor: crosshair; touch-action: pan-x pan-y; }
  @media (max-width: 480px), (max-height: 480px) {
    .bar { padding: 8px 12px; bottom: 4px; max-height: 46vh; }
    .bar.top { top: 4px; }
    h2, .bar, p { font-size: 15px; line-height: 1.3; }
    p { margin-bottom: 8px; }
    button { padding: 4px 10px; }
  }
  @media (forced-colors: active) {
    .frame { border-color: Highlight; outline-color: Canvas; }
    .bar, .word { border: 2px solid CanvasText; background: Canvas; color: CanvasText; forced-color-adjust: none; }
    button, button.main { color: ButtonText; background: ButtonFace; border-color: ButtonText; }
  }
`

const FRAMES_MOST = 50

/** Puts the overlay in front of everything, an open dialog of the page included. */
export function makeOverlay(lang: string): Overlay {
  const host = document.createElement('div')
  host.style.cssText = HOST
  host.lang = lang
  host.dir = 'ltr'
  const root = host.attachShadow({ mode: 'closed' })
  dress(root)
  const frames = document.createElement('div')
  root.append(frames)
  // What stands beside an open modal dialog cannot be used.
  const dialogs = document.querySelectorAll('dialog:modal')
  const parent = dialogs[dialogs.length - 1] ?? document.documentElement
  parent.append(host)
  host.popover = 'manual'
  host.showPopover()

  let framed: { element: Element; box: HTMLElement }[] = []
  const place = () => {
    for (const { element, box } of framed) {
      const { left, top, width, height } = element.getBoundingClientRect()
      box.hidden = !element.isConnected || width + height === 0
      const [x, y] = [left - 4, top - 4]
      box.style.cssText = `left:${x}px;top:${y}px;width:${width + 8}px;height:${height + 8}px`
      box.firstElementChild?.classList.toggle('inside', y < 28)
    }
  }
  const frame: Overlay['frame'] = (elements, label) => {
    framed = elements.slice(0, FRAMES_MOST).map((element, at) => {
      const box = document.createElement('div')
      box.className = at === 0 ? 'frame' : 'frame other'
      if (label !== null) box.append(made('span', 'word', label))
      return { element, box }
    })
    frames.replaceChildren(...framed.map(({ box }) => box))
    place()
  }
  const listening = { capture: true, passive: true }
  document.addEventListener('scroll', place, listening)
  addEventListener('resize', place, listening)
  const observer = new ResizeObserver(place)
  observer.observe(document.documentElement)
  const remove = () => {
    document.removeEventListener('scroll', place, listening)
    removeEventListener('resize', place, listening)
    observer.disconnect()
    host.remove()
  }
  return { host, root, frame, place, remove }
}

/** A page's own policy may forbid style elements, and Firefox's isolated world may refuse sheets that are made. */
function dress(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(STYLE)
    root.adoptedStyleSheets = [sheet]
  } catch {
    const style = document.createElement('style')
    style.textContent = STYLE
    root.append(style)
  }
}

/** An element with a class and a text. */
export function made(name: string, className: string, text: string): HTMLElement {
  const element = document.createElement(name)
  element.className = className
  element.textContent = text
  return element
}

const PRESSES = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'] as const

/** A button of ours: by mouse, finger and keyboard. */
export function button(
  text: string,
  className: string,
  press: (event: MouseEvent) => void,
): HTMLButtonElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = className
  element.textContent = text
  element.addEventListener('click', (event) => {
    // A page cannot press it: only a person's own press counts.
    if (!event.isTrusted) return
    if (event.detail > 0) shieldPage(element)
    press(event)
  })
  return element
}

/** A hand that trembles presses twice: what is ours may be gone by then, and no second press reaches what lay under it. */
const SHIELD_MS = 500

function shieldPage(own: HTMLElement): void {
  const root = own.getRootNode()
  const host = root instanceof ShadowRoot ? root.host : null
  const shield = (event: Event) => {
    if (event.target === host) return
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  for (const name of PRESSES) addEventListener(name, shield, { capture: true })
  setTimeout(() => {
    for (const name of PRESSES) removeEventListener(name, shield, { capture: true })
  }, SHIELD_MS)
}

/** So long a last word stands, ms. */
const LAST_WORD_MS = 10_000

/** A last word in place of what the bar held: the page is the person's own again. */
export async function endWith(
  { frame, remove }: Overlay,
  bar: HTMLElement,
  { said, leave }: { said: Promise<string>; leave: string },
): Promise<void> {
  frame([], null)
  for (const name of ['role', 'aria-label', 'aria-describedby']) bar.removeAttribute(name)
  const line = made('p', 'said', '')
  line.setAttribute('role', 'status')
  bar.replaceChildren(
    line,
    button(leave, '', () => remove()),
  )
  setTimeout(remove, LAST_WORD_MS)
  line.textContent = await said
}

/** `{count}` in words of ours. */
export const counted = (one: string, many: string, count: number): string =>
  (count === 1 ? one : many).replace('{count}', String(count))
