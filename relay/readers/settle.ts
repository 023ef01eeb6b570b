import type { Observation, PageFacts, Settle } from '#core/observation.ts'
import type { Reason, Verdict } from '#core/verdict.ts'
import type { SeatsTarget } from '#core/watch.ts'
import type { Signals } from './signals.ts'
import type { ReadOptions } from './tree.ts'

import { judge } from '#core/judge.ts'
import { WALL_ORDER } from '#core/wall-signs.ts'

import { domTree } from './dom-tree.ts'
import { isElement } from './native.ts'
import { readWithBox } from './read-page.ts'
import { scrollThrough } from './scroll.ts'
import { watchSignals } from './signals.ts'

export type LookOptions = {
  target: SeatsTarget
  /** Address that was asked; the document's own when absent. */
  url?: string
  /** Milliseconds from now until an answer is due. */
  deadlineMs: number
}

/** Two reads that agree are at least so far apart. */
const AGREE_MS = 500
/** The offers area is quiet when the reading of it stayed the same for so long. */
const QUIET_MS = 800
/** `none` waits so long after the last answered data call: its offers may still be painted. */
const PATIENCE_MS = 2000
/** After the scroll pass: what came into view may ask for its offers first. */
const LAZY_MS = 1500
const PATIENCE_MOST_MS = 12_000
const IDLE_READ_MS = 300
const GAP_LEAST_MS = 30
/** A check that ends by itself needs no person; every other wall stays. */
const CHALLENGE_MS = 15_000
const SCROLLS_MOST = 3

type Look = { facts: PageFacts; box: Element | null; verdict: Verdict; at: number }

/**
 * Waits for signals inside the page and answers what it then reads (VERDICTS.md 5.2). A positive is out after two
 * agreeing reads; only a negative pays for quiet, patience and the scroll pass. Rejects only when reading throws.
 */
export async function settleAndRead(page: Document, options: LookOptions): Promise<PageFacts> {
  const signals = watchSignals(page)
  const top = page.scrollingElement?.scrollTop ?? 0
  try {
    return await new Waiter(page, options, signals).run()
  } finally {
    signals.stop()
    page.scrollingElement?.scrollTo({ top, behavior: 'instant' })
  }
}

class Waiter {
  private readonly page: Document
  private readonly options: LookOptions
  private readonly signals: Signals
  private readonly started = performance.now()
  /** First sight of each offer that has been there ever since. */
  private positives = new Map<string, number>()
  private digest = ''
  private changedAt = 0
  /** Since when the verdict has had the same state and reason. */
  private verdictKey = ''
  private verdictAt = 0
  private paintedAt: number | null = null
  private gap = GAP_LEAST_MS
  private scrolls = 0
  private scrolledAt = 0
  private steps = 0

  constructor(page: Document, options: LookOptions, signals: Signals) {
    this.page = page
    this.options = options
    this.signals = signals
  }

  async run(): Promise<PageFacts> {
    let look = this.look()
    for (;;) {
      const end = this.endOf(look)
      if (end !== null) return this.answer(look, end)
      if (this.wantsScroll(look)) {
        look = await this.scroll(look)
        continue
      }
      await this.signals.next(this.waitFor(look), this.gap)
      look = this.look()
    }
  }

  /** One reading, judged as if it were the last: waiter and judge cannot disagree on what readable means. */
  private look(): Look {
    const before = performance.now()
    const tree = domTree(this.page)
    const { target, url = tree.url } = this.options
    const read: ReadOptions = { url, ...target }
    const { facts, box } = readWithBox(tree, read, { ...SETTLED })
    facts.failedCalls = this.signals.failedCalls()
    this.signals.observe(tree.scopes())
    const at = performance.now()
    this.gap = Math.max(GAP_LEAST_MS, 3 * (at - before))
    const verdict = judge({ url, target }, observed(facts, url, documentStatus(this.page)))
    const element = box !== null && isElement(box) ? box : null
    this.note(facts, element, verdict, at)
    return { facts, box: element, verdict, at }
  }

  private note(facts: PageFacts, box: Element | null, verdict: Verdict, at: number): void {
    const digest = digestOf(facts, box)
    if (digest !== this.digest) [this.digest, this.changedAt] = [digest, at]
    const key = verdict.state === 'unknown' ? verdict.reason : verdict.state
    if (key !== this.verdictKey) [this.verdictKey, this.verdictAt] = [key, at]
    if (facts.targetCount + facts.siblingCount > 0) this.paintedAt ??= at
    const offers = verdict.state === 'available' ? verdict.offers : []
    this.positives = new Map(
      offers.map(({ fingerprint }) => [fingerprint, this.positives.get(fingerprint) ?? at]),
    )
  }

  private endOf({ verdict, at, facts }: Look): Settle['state'] | null {
    const spent = at - this.started
    if (verdict.state === 'available') {
      if ([...this.positives.values()].some((since) => at - since >= AGREE_MS)) return 'positive'
      // An offer painted just before the deadline is worth half a second more.
      return spent >= this.options.deadlineMs + AGREE_MS ? 'deadline' : null
    }
    if (spent >= this.options.deadlineMs) return 'deadline'
    const quiet = at - this.changedAt
    if (verdict.state === 'none') {
      if (quiet < QUIET_MS || !this.isPatient(at) || this.scrolls === 0) return null
      return at - this.scrolledAt >= LAZY_MS && at - this.verdictAt >= AGREE_MS ? 'quiet' : null
    }
    return this.endOfUnknown(verdict.reason, facts, at)
  }

  private endOfUnknown(reason: Reason, facts: PageFacts, at: number): Settle['state'] | null {
    const stood = Math.min(at - this.verdictAt, at - this.changedAt)
    if (reason === 'not-found') return 'wall'
    if (reason === 'challenge') return at - this.verdictAt >= CHALLENGE_MS ? 'wall' : null
    if (SHOWN.has(reason))
      return stood >= PATIENCE_MS && this.scrolls > 0 && this.isPatient(at) ? 'quiet' : null
    if (reason === 'wrong-page') return stood >= PATIENCE_MS && this.isPatient(at) ? 'quiet' : null
    if (!WALLS.has(reason)) return null
    const hard = facts.walls.some((mark) => mark.grade === 'hard' && mark.reason === reason)
    const refused = (documentStatus(this.page) ?? 200) >= 400
    return stood >= (hard || refused ? 1000 : 2 * PATIENCE_MS) && this.isLoaded(at) ? 'wall' : null
  }

  private isLoaded(at: number): boolean {
    return this.page.readyState === 'complete' || at - this.started >= PATIENCE_MOST_MS
  }

  /** Loaded, and the last answer is long enough ago to have been painted. */
  private isPatient(at: number): boolean {
    if (!this.isLoaded(at)) return false
    return at - this.signals.lastAnswerAt() >= PATIENCE_MS || at - this.started >= PATIENCE_MOST_MS
  }

  /** Before a negative is believed, and when nothing came by itself: it may wait to be scrolled to. */
  private wantsScroll({ verdict, at }: Look): boolean {
    if (this.scrolls >= SCROLLS_MOST || verdict.state === 'available') return false
    const quiet = at - this.changedAt >= QUIET_MS && this.isLoaded(at)
    // What was painted after the pass may have more below: it is walked again.
    const repainted = this.changedAt > this.scrolledAt + AGREE_MS
    if (verdict.state === 'none') return quiet && (this.scrolls === 0 || repainted)
    if (WALLS.has(verdict.reason) || verdict.reason === 'challenge') return false
    return (
      quiet && at - Math.max(this.scrolledAt, this.started) >= (this.scrolls === 0 ? LAZY_MS : 4 * LAZY_MS)
    )
  }

  private async scroll(look: Look): Promise<Look> {
    let last = look
    this.steps += await scrollThrough({
      page: this.page,
      signals: this.signals,
      box: look.box,
      left: () => this.options.deadlineMs - (performance.now() - this.started),
      look: () => {
        last = this.look()
        return last.verdict.state === 'available'
      },
    })
    this.scrolls += 1
    this.scrolledAt = performance.now()
    // A virtual list drops its rows again: confirm where the offer was seen.
    return last.verdict.state === 'available' ? last : this.look()
  }

  /** Milliseconds until the next thing that time alone decides. */
  private waitFor({ at }: Look): number {
    const confirm = [...this.positives.values()].map((since) => since + AGREE_MS - at)
    const left = this.options.deadlineMs - (at - this.started)
    return Math.max(1, Math.min(IDLE_READ_MS, ...confirm, left > 0 ? left : AGREE_MS))
  }

  private answer({ facts, at }: Look, state: Settle['state']): PageFacts {
    const settle: Settle = {
      state,
      agreed: state === 'positive' || at - this.changedAt >= AGREE_MS,
      waitedMs: Math.round(at - this.started),
      paintedAtMs: this.paintedAt === null ? null : Math.max(0, Math.round(this.paintedAt - this.started)),
      scrollSteps: this.steps,
    }
    return { ...facts, settle }
  }
}

const SETTLED: Settle = { state: 'quiet', agreed: true, waitedMs: 0, paintedAtMs: null, scrollSteps: 0 }

/** The page is there and does not tell: time alone will not change that. */
const SHOWN: ReadonlySet<Reason> = new Set<Reason>(['ambiguous-offer', 'needs-detail', 'partial', 'stale'])

/** A check page may give way by itself; these do not. */
const WALLS: ReadonlySet<Reason> = new Set(WALL_ORDER.filter((reason) => reason !== 'challenge'))

function observed(page: PageFacts, url: string, status: number | null): Observation {
  return {
    at: 0,
    durationMs: 0,
    url,
    finalUrl: page.url,
    chain: [],
    status,
    headers: {},
    failure: null,
    rendered: true,
    page,
    phases: {},
  }
}

/** The status of the document, where the browser tells it. */
function documentStatus(page: Document): number | null {
  const [entry] = page.defaultView?.performance.getEntriesByType('navigation') ?? []
  const status = entry instanceof PerformanceNavigationTiming ? entry.responseStatus : 0
  return status === 0 ? null : status
}

/** What must stay the same for the area to be quiet: timers and carousels beside the offers do not count. */
function digestOf(facts: PageFacts, box: Element | null): string {
  const { anchor, area, targets, targetCount, siblings, notice, event, mention, walls } = facts
  const rows = targets.map(({ type, price, quantity, gone, notYet, drawn, place }) =>
    [type, price, quantity, gone, notYet, drawn, place].join('|'),
  )
  const inner = box?.getElementsByTagName('*').length ?? 0
  return JSON.stringify([anchor, area, rows, targetCount, siblings, notice, event, mention, walls, inner])
}
