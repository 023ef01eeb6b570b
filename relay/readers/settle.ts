import type { PageFacts, Settle } from '#core/observation.ts'
import type { Verdict } from '#core/verdict.ts'
import type { PendingCall } from './calls.ts'
import type { Moment } from './ends.ts'
import type { LookOptions } from './look-options.ts'
import type { Mark, ScrollPass } from './scroll.ts'
import type { Signals } from './signals.ts'
import type { Look } from './standing.ts'
import type { ReadOptions } from './tree.ts'

import { judge } from '#core/judge.ts'

import { Calls } from './calls.ts'
import { observed, SETTLED } from './digest.ts'
import { domTree } from './dom-tree.ts'
import { AGREE_MS, endOf, wantsScroll } from './ends.ts'
import { isInertDocument } from './inert.ts'
import { isElement } from './native.ts'
import { readWithBox } from './read-page.ts'
import { scrollThrough, showAgain } from './scroll.ts'
import { watchSignals } from './signals.ts'
import { Standing } from './standing.ts'

export type { LookOptions } from './look-options.ts'

const USUAL_MS = 2000
/** A page that stands still is read so often all the same: style sheets and animations change it too. */
const IDLE_READ_MS = 300
const IDLE_LATER_MS = 1000
const SOON_MS = 5000
const LATE_MS = 1000
const GAP_LEAST_MS = 30
const GAP_FUTILE_MOST_MS = 200

let running: Calls | null = null

/** Tells the look that is under way which data calls of the page are pending: all of them, each time. */
export const notePendingCalls = (calls: readonly PendingCall[]): void => running?.notePending(calls)

/**
 * Waits for signals inside the page and answers what it then reads (VERDICTS.md 5.2). A positive is out after two
 * agreeing reads; only a negative pays for quiet, patience and the scroll pass. Rejects only when reading throws.
 */
export async function settleAndRead(page: Document, options: LookOptions): Promise<PageFacts> {
  const signals = watchSignals(page)
  const calls = new Calls(page, options.calls ?? { led: [], idle: [] }, signals.wake)
  if (options.pending !== undefined) calls.notePending(options.pending)
  running = calls
  const top = page.scrollingElement?.scrollTop ?? 0
  try {
    return await new Waiter(page, options, { signals, calls }).run()
  } finally {
    signals.stop()
    calls.stop()
    running = null
    page.scrollingElement?.scrollTo({ top, behavior: 'instant' })
  }
}

class Waiter {
  private readonly page: Document
  private readonly options: LookOptions
  private readonly signals: Signals
  private readonly calls: Calls
  private readonly started = performance.now()
  private readonly standing = new Standing(performance.now())
  private isLoaded = false
  private isInert = false
  private readAt = 0
  private gap = GAP_LEAST_MS
  /** Readings in a row that a change of the page asked for and that found nothing new. */
  private futile = 0
  private scrolls = 0
  private scrolledAt = Number.NEGATIVE_INFINITY
  private parts = ''
  private steps = 0

  constructor(page: Document, options: LookOptions, { signals, calls }: { signals: Signals; calls: Calls }) {
    this.page = page
    this.options = options
    this.signals = signals
    this.calls = calls
  }

  async run(): Promise<PageFacts> {
    let look = this.look()
    if (this.options.deadlineMs <= 0) return this.answer(look, 'deadline')
    for (;;) {
      const moment = this.moment(look)
      const end = endOf(moment)
      if (end !== null && look.isFresh) return this.answer(look, end)
      if (end !== null) look = this.look()
      else if (wantsScroll(moment)) look = await this.scroll(look)
      else look = await this.next(look)
    }
  }

  /** The next reading: at a change of the page, or after a while all the same; till then the last one stands. */
  private async next(look: Look): Promise<Look> {
    const moved = await this.signals.next(this.waitFor(look), this.gap)
    const at = performance.now()
    const idle = at - this.started < SOON_MS ? IDLE_READ_MS : IDLE_LATER_MS
    const isDue = moved || this.standing.positives.length > 0 || at - this.readAt >= idle
    if (!isDue) return { ...look, at, isFresh: false }
    const fresh = this.look()
    this.futile = moved && this.standing.changedAt < at ? this.futile + 1 : 0
    return fresh
  }

  /** One reading, judged as if it were the last: waiter and judge cannot disagree on what readable means. */
  private look(): Look {
    const before = performance.now()
    this.noteLoad(before)
    const tree = domTree(this.page)
    const { target, url = tree.url } = this.options
    const read: ReadOptions = { url, ...target }
    const { facts, box } = readWithBox(tree, read, { ...SETTLED })
    this.signals.observe(tree.scopes())
    const at = performance.now()
    facts.failedCalls = this.calls.failed(at)
    this.readAt = at
    const futile = Math.min(GAP_FUTILE_MOST_MS, GAP_LEAST_MS * this.futile)
    this.gap = Math.max(GAP_LEAST_MS, 3 * (at - before), futile)
    const verdict = judge({ url, target }, observed(facts, url, this.options))
    const element = box !== null && isElement(box) ? box : null
    const look = { facts, box: element, verdict, at, isFresh: true }
    if (this.standing.note(look, this.calls.lastAnswerAt)) this.calls.notePaint(at)
    return look
  }

  private noteLoad(at: number): void {
    if (this.isLoaded || this.page.readyState !== 'complete') return
    this.isLoaded = true
    this.standing.signAt = at
    this.isInert = this.options.sentInert === true && isInertDocument(this.page)
  }

  private get patienceMs(): number {
    return this.isInert ? 0 : (this.options.patienceMs ?? USUAL_MS)
  }

  private moment({ verdict, at, facts }: Look): Moment {
    const { options, scrolledAt, standing, calls } = this
    const { ageMs = 0, leastMs = 0, deadlineMs } = options
    const owed = calls.owedSince
    return {
      verdict,
      spent: at - this.started,
      deadlineMs,
      age: ageMs + at - this.started,
      positiveFor: standing.positiveFor(at),
      verdictFor: at - standing.verdictAt,
      quietFor: at - standing.changedAt,
      signFor: at - standing.signAt,
      answerFor: at - calls.lastAnswerAt,
      owedFor: owed === null ? null : at - owed,
      isWaiting: calls.isWaiting(at),
      isPending: calls.isPending,
      isLoaded: this.isLoaded,
      isInert: this.isInert,
      patienceMs: this.patienceMs,
      leastMs,
      scrolls: this.scrolls,
      scrolledFor: at - scrolledAt,
      repainted: standing.changedAt > scrolledAt + AGREE_MS,
      grown: leastMs > 0 && this.parts !== '' && this.parts !== this.partsOf(facts),
      isRefused: (options.status ?? 200) >= 400 || isHard(facts, verdict),
    }
  }

  /** What a place for further offers would change, were it added to the page. */
  private partsOf({ elements }: PageFacts): string {
    return `${elements} ${this.page.scrollingElement?.scrollHeight ?? 0}`
  }

  private async scroll(look: Look): Promise<Look> {
    const { page, signals, calls, standing } = this
    const isLast = this.scrolls > 0 && look.at - standing.changedAt >= this.patienceMs
    let last = look
    let mark: Mark | null = null
    const pass: ScrollPass = {
      page,
      signals,
      box: look.box,
      left: () => this.options.deadlineMs - (performance.now() - this.started),
      isWaiting: () => calls.isWaiting(performance.now()),
      gapMs: () => this.gap,
      look: (scroller) => {
        const before = standing.changedAt
        standing.touchedAt = performance.now()
        // A step asks for less patience than a change: what it brings into view has been there already.
        if (!isLast) standing.signAt = Math.max(standing.signAt, performance.now() - AGREE_MS)
        last = this.look()
        if (isUnclear(last.verdict)) mark ??= { scroller, top: scroller.scrollTop }
        if (last.verdict.state === 'available') return 'seat'
        return standing.changedAt === before ? 'same' : 'changed'
      },
    }
    const steps = await scrollThrough(pass)
    // A virtual list drops its rows again: confirm where the offer was seen.
    if (last.verdict.state !== 'available') last = this.look()
    if (mark !== null && last.verdict.state === 'none') {
      await showAgain(pass, mark)
      last = this.look()
    }
    this.steps += steps
    this.scrolls += 1
    if (steps > 0) this.scrolledAt = performance.now()
    this.parts = this.partsOf(last.facts)
    return last
  }

  /** Milliseconds until the next thing that time alone decides. */
  private waitFor({ at }: Look): number {
    const confirm = this.standing.positives.map((since) => since + AGREE_MS - at)
    const left = this.options.deadlineMs - (at - this.started)
    const patient = this.patienceMs - (at - this.standing.signAt)
    const soon = [...confirm, left > 0 ? left : AGREE_MS, ...(patient > 0 ? [patient] : [])]
    return Math.max(1, Math.min(IDLE_READ_MS, ...soon))
  }

  private answer({ facts, at }: Look, state: Settle['state']): PageFacts {
    const { changedAt, paintedAt, lateMs } = this.standing
    const told = this.calls.told(at)
    const settle: Settle = {
      state,
      agreed: state === 'positive' || at - changedAt >= AGREE_MS,
      waitedMs: Math.round(at - this.started),
      paintedAtMs: paintedAt === null ? null : Math.max(0, Math.round(paintedAt - this.started)),
      scrollSteps: this.steps,
      patienceMs: this.patienceMs,
      lateMs: Math.round(lateMs),
      ...(told.length === 0 ? {} : { calls: told }),
    }
    if (state !== 'deadline') return { ...facts, settle }
    // Time is up: what has not come by now is why.
    return { ...facts, failedCalls: this.calls.failed(at, LATE_MS), settle }
  }
}

/** There, and not to be classed: a virtual list may have dropped it when the pass is over. */
const isUnclear = (verdict: Verdict): boolean =>
  verdict.state === 'unknown' && (verdict.reason === 'ambiguous-offer' || verdict.reason === 'needs-detail')

/** A sign that stands only on walls names the reason. */
const isHard = ({ walls }: PageFacts, verdict: Verdict): boolean =>
  verdict.state === 'unknown' &&
  walls.some(({ grade, reason }) => grade === 'hard' && reason === verdict.reason)
