import type { Begin, Lookout as Handle, Reading } from './globals.ts'
import type { Moment, Send, Sent } from './sends.ts'
import type { PageFacts } from '#core/observation.ts'
import type { LookOptions } from '#readers/look-options.ts'
import type { Page } from './standing.ts'

import { Calls } from '#readers/calls.ts'
import { SETTLED } from '#readers/digest.ts'
import { domTree } from '#readers/dom-tree.ts'
import { exhibitLayout } from '#readers/layout.ts'
import { isElement } from '#readers/native.ts'
import { readFacts } from '#readers/read-facts.ts'

import { Changes } from './changes.ts'
import { doubtOf } from './doubt.ts'
import { documentStatus, loadedFor } from './loading.ts'
import { markOf } from './page-mark.ts'
import { SeenParts } from './seen-parts.ts'
import { nextMs, OLD_MOST_MS } from './pace.ts'
import { AGREE_MS, agrees, NOTHING_SENT, noteSent, whatToSend } from './sends.ts'
import { Standing } from './standing.ts'

const PATIENCE_MS = 2000
const SCROLLED_MS = 1000
const FAULTS_MOST = 3
const FAULT_MS = 10_000
const UNHEARD_MOST_MS = 60_000

/** One reading of the page as it stands. Changes nothing in it. */
export function readPage(page: Document, { target, url }: LookOptions) {
  const tree = domTree(page)
  const options = { ...target, url: url ?? tree.url }
  const { facts, box, rows } = readFacts(tree, options, { settle: { ...SETTLED }, show: exhibitLayout })
  return { facts, box: box !== null && isElement(box) ? box : null, rows, scopes: tree.scopes() }
}

/**
 * Looks out in a page of the person's own: reads it when it changes and sends what is new. Never scrolls, clicks or
 * asks the site for anything. A seat needs no clock of the page's own but for the moment between its two reads.
 */
export class Lookout implements Handle {
  readonly #page: Document
  readonly #options: LookOptions
  readonly #begin: Begin
  readonly #changes: Changes
  readonly #calls: Calls
  readonly #seen: SeenParts
  readonly #standing = new Standing(Date.now())
  #sent: Sent = NOTHING_SENT
  #visibleSince: number | null
  #dataAt: number
  /** By the page's own clock. */
  #answeredAt = 0
  #route: Begin['route']
  /** When a page that took another address drew that one: from then on it is as young as one that just loaded. */
  #drawnAt: number | null = null
  #box: Element | null = null
  #isUnseen = false
  #faults = 0
  #unheard = 0

  constructor(page: Document, options: LookOptions, begin: Begin) {
    this.#page = page
    this.#options = options
    this.#begin = begin
    this.#route = begin.route
    this.#dataAt = begin.loadedAt
    this.#visibleSince = this.#isVisible ? Date.now() : null
    this.#seen = new SeenParts(page)
    this.#calls = new Calls(page, options.calls ?? { led: [], idle: [] }, () => this.#noteData())
    this.#changes = new Changes(page, {
      read: () => this.#read(false),
      scrolled: (target) => this.#noteScrolled(target),
      removed: (nodes) => this.#seen.noteRemoved(nodes),
      gone: (nodes) => this.#standing.noteGone(nodes),
      shown: () => this.#noteShown(),
    })
    this.#read(false)
  }

  readNow(): void {
    this.#read(true)
  }

  stop(): void {
    this.#changes.stop()
    this.#calls.stop()
  }

  get #isVisible(): boolean {
    return this.#page.visibilityState === 'visible'
  }

  #noteShown(): void {
    this.#visibleSince = this.#isVisible ? Date.now() : null
    this.#changes.ask(0)
  }

  #noteScrolled(target: EventTarget | null): void {
    this.#seen.noteScroll(target)
    // Perhaps it was the part that waited to be seen.
    if (this.#isUnseen) this.#changes.ask(SCROLLED_MS)
  }

  #noteData(): void {
    const { dataAt } = this.#calls
    if (dataAt <= this.#answeredAt) return
    // Once for each answer: the page's own clock stands still while the computer sleeps.
    this.#answeredAt = dataAt
    this.#dataAt = Math.max(this.#dataAt, Date.now() - (performance.now() - dataAt))
  }

  #read(isAsked: boolean): void {
    const began = performance.now()
    try {
      const page = readPage(this.#page, this.#options)
      const { facts, box, scopes } = page
      facts.failedCalls = this.#calls.failed(performance.now())
      this.#box = box
      const isNew = this.#note(page)
      this.#changes.noteReading({ costMs: performance.now() - began, isNew, scopes, box })
      this.#decide(facts, isAsked)
      this.#faults = 0
    } catch {
      // A page that breaks the reading shows nothing; one that always does is left alone.
      this.#faults += 1
      if (this.#faults >= FAULTS_MOST) this.stop()
      else this.#changes.ask(FAULT_MS)
    }
  }

  #note(page: Page): boolean {
    const now = Date.now()
    const isNew = this.#standing.note(page, now)
    if (isNew) this.#calls.notePaint(performance.now())
    // What the page changes by itself is news of its site; what follows a press may be the person's own filter.
    if (isNew && !navigator.userActivation.isActive) this.#dataAt = now
    this.#seen.noteDrawn(this.#box)
    this.#noteData()
    const route = this.#route
    if (route === null) return isNew
    const isDrawn = isNew || markOf(this.#page) !== route.mark
    if (!isDrawn && now - route.at < OLD_MOST_MS) return isNew
    this.#route = null
    this.#drawnAt = now
    this.#standing.renew(now)
    if (isDrawn) this.#dataAt = Math.max(this.#dataAt, route.at)
    return isNew
  }

  #moment(facts: PageFacts): Moment {
    const at = Date.now()
    const whole = loadedFor(this.#page)
    const loaded = whole === null || this.#drawnAt === null ? whole : Math.min(whole, at - this.#drawnAt)
    const quietFor = at - this.#standing.changedAt
    const isOld = this.#route !== null
    const visibleFor = this.#visibleSince === null ? 0 : at - this.#visibleSince
    const doubt = doubtOf({
      visible: this.#isVisible,
      visibleFor,
      loadedFor: loaded,
      quietFor,
      answerFor: performance.now() - this.#calls.lastAnswerAt,
      patienceMs: this.#patienceMs,
      scrolled: this.#seen.parts(this.#box),
      drops: this.#seen.drops,
      isOld,
    })
    const [hopeFor, likeFor] = [this.#standing.hopeFor(at), this.#standing.likeFor(at)]
    return { facts, hopeFor, likeFor, quietFor, loadedFor: loaded, doubt, isOld, dataAt: this.#dataAt, at }
  }

  get #patienceMs(): number {
    return this.#options.patienceMs ?? PATIENCE_MS
  }

  #decide(facts: PageFacts, isAsked: boolean): void {
    const moment = this.#moment(facts)
    this.#isUnseen = moment.doubt === 'unseen'
    const send = isAsked ? asked(moment) : whatToSend(moment, this.#sent)
    if (send !== null) void this.#tell(moment, send)
    const visibleFor = this.#visibleSince === null ? null : moment.at - this.#visibleSince
    const oldFor = this.#route === null ? null : moment.at - this.#route.at
    this.#changes.ask(nextMs(moment, { visibleFor, oldFor, patienceMs: this.#patienceMs }))
  }

  async #tell(moment: Moment, send: Send): Promise<void> {
    const { facts, doubt, quietFor, hopeFor, dataAt, at } = moment
    const before = this.#sent
    if (send.why !== 'asked') this.#sent = noteSent(before, send, moment)
    const waitedMs = Math.max(0, hopeFor ?? quietFor)
    const reading: Reading = {
      facts: {
        ...facts,
        settle: { ...facts.settle, ...send.settle, waitedMs, patienceMs: this.#patienceMs },
      },
      why: send.why,
      doubt,
      status: this.#begin.route === null ? documentStatus() : null,
      visible: this.#isVisible,
      visibleSince: this.#visibleSince,
      loadedAt: this.#begin.loadedAt,
      dataAt,
      changedAt: this.#standing.changedAt,
      at,
    }
    const arrived = await this.#begin.send(reading)
    // Nobody heard it: at the next reading it is new again.
    this.#unheard = arrived ? 0 : this.#unheard + 1
    if (arrived) return
    this.#sent = before
    this.#changes.ask(Math.min(UNHEARD_MOST_MS, AGREE_MS * 2 ** this.#unheard))
  }
}

/** The worker asks: the reading goes out as it is, with what it is worth. */
function asked(moment: Moment): Send {
  const { hopeFor, quietFor, doubt, isOld } = moment
  if (hopeFor !== null) {
    const agreed = agrees(moment) && !isOld
    return { why: 'asked', settle: { state: agreed ? 'positive' : 'deadline', agreed } }
  }
  return {
    why: 'asked',
    settle: { state: doubt === null ? 'quiet' : 'deadline', agreed: quietFor >= AGREE_MS },
  }
}
