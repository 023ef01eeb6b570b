import type { Observation } from '#core/observation.ts'
import type { NextLook } from '#core/patience.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Watch } from '#core/watch.ts'
import type { Kind, LookContext, LookMemory, Looked } from '../kind.ts'
import type { SeatsMemory } from './memory.ts'
import type { StaticLook } from './static-look.ts'

import { agreed, AGREE_MS, isAmbiguous } from '#core/agreed.ts'
import { retryAfterMs } from '#core/answer-headers.ts'
import { judge } from '#core/judge.ts'
import { stepsOfSight } from '#core/look-step.ts'
import { layoutOf } from '#core/page-shape.ts'
import { learnPatience, nextLook } from '#core/patience.ts'
import { FINAL, SELECTIVE } from '#core/refusal.ts'

import { compared, triedAt, unlearn, wantsComparison } from './compare.ts'
import { isIdle, learnCalls } from './known-calls.ts'
import { howOf, learntOf, keepSent, readMemory, writeMemory } from './memory.ts'
import { lookForSample } from './sample-look.ts'
import { lookStatic } from './static-look.ts'
import { target } from './target.ts'

const RENDER_MS = 20_000
const LONG_MS = 15_000

type Judged = { observation: Observation; verdict: Verdict }
type Raw = Judged & { look: StaticLook }
type Look = { context: LookContext; watch: Watch; plan: NextLook }

/** Seats on a page: the HTML as sent where it was proven to be enough, a real browser for everything else. */
export const seats: Kind = {
  target,
  look,
  sample: lookForSample,
  how: (memory, now, longMs = LONG_MS) => howOf(readMemory(memory), longMs, now),
  patience: (memory, now, longMs) => learntOf(readMemory(memory), longMs, now),
  wanted: (watch) => watch.target.label ?? 'PMR',
}

async function look(context: LookContext, watch: Watch, given: LookMemory): Promise<Looked> {
  const memory = readMemory(given)
  const plan = nextLook(memory.patience, context.patienceMs ?? LONG_MS, context.now())
  const both = wantsComparison(memory, plan.long, context.now())
  const look = { context, watch, plan }
  // A site may wall a plain fetch but not a browser, and the other way round: the next check tries the other one.
  const first = memory.next ?? (both || memory.mode === 'static' ? 'static' : 'rendered')
  if (first === 'rendered') return await lookRendered(look, memory)
  if (!both && memory.mode === 'static') return await lookStaticAlone(look, memory)
  return await lookBoth(look, { ...memory, next: null }, await fetchPage(look, null))
}

async function lookRendered(look: Look, memory: SeatsMemory): Promise<Looked> {
  const drawn = await render(look, memory)
  if (isWithoutBrowser(drawn)) return await lookWithoutBrowser(look, memory, drawn)
  const known = learned(memory, drawn, look.plan)
  if (memory.next === null) return answer(look, drawn, opened(known, drawn))
  if (drawn.verdict.state === 'unknown' && SELECTIVE.has(drawn.verdict.reason))
    return answer(look, drawn, { ...known, next: 'static' })
  const { at } = drawn.observation
  return answer(look, drawn, { ...known, next: null, mode: 'rendered', why: 'wall', comparedAt: at })
}

/** The page as sent says `none` alone where that was proven; whatever else it says only starts a browser. */
async function lookStaticAlone(look: Look, memory: SeatsMemory): Promise<Looked> {
  const raw = await fetchPage(look, memory)
  const { verdict, observation } = raw
  const hinted = raw.look.hints > (memory.hints ?? 0)
  const sameLayout = observation.page !== null && layoutOf(observation.page) === memory.layout
  if (verdict.state === 'none' && sameLayout && !hinted)
    return answer(look, raw, { ...memory, sent: keepSent(memory.sent, raw.look.sent) })
  return await lookBoth(look, memory, raw)
}

async function lookBoth(look: Look, memory: SeatsMemory, raw: Raw): Promise<Looked> {
  const { verdict, observation } = raw
  if (verdict.state === 'unknown' && FINAL.has(verdict.reason)) {
    const next = SELECTIVE.has(verdict.reason) ? ('rendered' as const) : null
    return answer(look, raw, { ...memory, next })
  }
  const drawn = await render(look, memory)
  if (isWithoutBrowser(drawn)) return await confirmAlone(look, memory, { raw, drawn })
  const { at, page } = drawn.observation
  const known = learned(memory, drawn, look.plan)
  if (drawn.verdict.state === 'available') return answer(look, drawn, opened(known, drawn))
  if (drawn.verdict.state !== 'none' || page === null) return answer(look, drawn, triedAt(known, at))
  const changed =
    memory.layout !== null && observation.page !== null && layoutOf(observation.page) !== memory.layout
  const sure = changed ? unlearn(known, 'layout-changed', at) : known
  return answer(look, drawn, compared(sure, raw.look, page, at))
}

const opened = (memory: SeatsMemory, { observation, verdict }: Judged): SeatsMemory =>
  verdict.state === 'available' && memory.mode !== 'rendered'
    ? unlearn(memory, 'after-opening', observation.at)
    : memory

function learned(memory: SeatsMemory, { observation }: Judged, { long }: NextLook): SeatsMemory {
  const { page, at } = observation
  if (page === null) return memory
  const { state, lateMs = 0 } = page.settle
  const whole = state === 'quiet' || state === 'deadline'
  const patience = learnPatience(memory.patience, { at, long, whole, lateMs })
  return { ...memory, patience, calls: learnCalls(memory.calls, page) }
}

async function fetchPage({ context, watch }: Look, memory: SeatsMemory | null): Promise<Raw> {
  const found = await lookStatic(context, watch, memory?.sent ?? null)
  return { ...judged({ context, watch }, found.observation), look: found }
}

async function render({ context, watch, plan }: Look, { calls }: SeatsMemory): Promise<Judged> {
  const { browser, guardSync, allowedPrivateHosts, now, signal } = context
  const observation = await browser.look({
    watch,
    guard: guardSync,
    allowedPrivateHosts,
    now,
    signal,
    deadlineMs: RENDER_MS + plan.patienceMs,
    patienceMs: plan.patienceMs,
    leastMs: plan.leastMs,
    calls: { led: calls.led, idle: calls.hung.filter(isIdle).map(([path]) => path) },
  })
  return judged({ context, watch }, observation)
}

function judged({ context, watch }: Omit<Look, 'plan'>, observation: Observation): Judged {
  const verdict = judge(watch, observation)
  for (const step of stepsOfSight(observation, verdict)) context.onStep?.(step)
  return { observation, verdict }
}

const isWithoutBrowser = ({ observation }: Judged): boolean => observation.failure?.kind === 'browser'

async function lookWithoutBrowser(look: Look, memory: SeatsMemory, drawn: Judged): Promise<Looked> {
  return await confirmAlone(look, memory, { raw: await fetchPage(look, null), drawn })
}

/**
 * No browser: the HTML may have named a wall, but it proves no absence. What it shows of seats counts when a second,
 * independent answer shows the same.
 */
async function confirmAlone(
  look: Look,
  memory: SeatsMemory,
  { raw, drawn }: { raw: Raw; drawn: Judged },
): Promise<Looked> {
  const { verdict } = raw
  const shows = verdict.state === 'available' || isAmbiguous(verdict)
  if (!shows && verdict.state === 'unknown' && verdict.reason !== 'needs-render')
    return answer(look, raw, memory)
  const hint = verdict.state === 'unknown' ? `; ${verdict.detail ?? ''}` : ''
  const detail = `browser: ${drawn.observation.failure?.detail ?? 'none'}${hint}`.slice(0, 200)
  const blind: Verdict = { state: 'unknown', reason: 'needs-render', detail }
  if (!shows) return answer(look, { ...raw, verdict: blind }, memory)
  await look.context.pause?.()
  await new Promise((resolve) => setTimeout(resolve, raw.observation.at + AGREE_MS - look.context.now()))
  const again = await fetchPage(look, null)
  return answer(look, { ...again, verdict: agreed(verdict, again.verdict) ?? blind }, memory)
}

function answer({ context }: Look, { observation, verdict }: Judged, memory: SeatsMemory): Looked {
  return {
    observation,
    verdict,
    reporter: observation.rendered ? 'relay-browser' : 'relay-fetch',
    memory: writeMemory(memory),
    how: howOf(memory, context.patienceMs ?? LONG_MS, context.now()),
    upstream: {
      status: observation.status,
      retryAfterMs: retryAfterMs(observation.headers['retry-after'], context.now()),
    },
  }
}
