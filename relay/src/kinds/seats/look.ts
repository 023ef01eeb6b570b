import type { Observation } from '#core/observation.ts'
import type { Reason, Verdict } from '#core/verdict.ts'
import type { Watch } from '#core/watch.ts'
import type { Kind, LookContext, LookMemory, Looked } from '../kind.ts'
import type { SeatsMemory } from './memory.ts'
import type { StaticLook } from './static-look.ts'

import { judge } from '#core/judge.ts'

import { keepValidators, layoutOf, learnFrom, readMemory, unlearn, wantsBoth, writeMemory } from './memory.ts'
import { lookStatic, retryAfterMs } from './static-look.ts'
import { target } from './target.ts'

const RENDER_MS = 20_000

type Judged = { observation: Observation; verdict: Verdict }

/** After one of these the page is not asked a second time in the same check: it was clear enough. */
const FINAL: ReadonlySet<Reason> = new Set<Reason>([
  'queue',
  'challenge',
  'captcha',
  'blocked',
  'rate-limited',
  'login',
  'maintenance',
  'http-error',
  'not-found',
  'offline',
  'geo',
])

/** Walls that may stand before one kind of visitor and not before the other. */
const SELECTIVE: ReadonlySet<Reason> = new Set<Reason>([
  'challenge',
  'captcha',
  'blocked',
  'login',
  'rate-limited',
  'maintenance',
])

/** Seats on a page: the HTML as sent where it was proven to be enough, a real browser for everything else. */
export const seats: Kind = { target, look }

async function look(context: LookContext, watch: Watch, given: LookMemory): Promise<Looked> {
  const memory = readMemory(given)
  // A site may wall a plain fetch but not a browser, and the other way round: the next check tries the other one.
  const first =
    memory.next ?? (memory.mode === 'rendered' && !wantsBoth(memory, context.now()) ? 'rendered' : 'static')
  if (first === 'rendered') return await lookRenderedFirst(context, watch, memory)
  return await lookStaticFirst(context, watch, { ...memory, next: null })
}

async function lookRenderedFirst(context: LookContext, watch: Watch, memory: SeatsMemory): Promise<Looked> {
  const drawn = await render(context, watch)
  if (drawn.observation.failure?.kind === 'browser') {
    const raw = await fetchPage(context, watch, null)
    return answer(context, withoutBrowser(raw, drawn), memory)
  }
  const walled = drawn.verdict.state === 'unknown' && SELECTIVE.has(drawn.verdict.reason)
  const next = memory.next === null ? null : walled ? ('static' as const) : null
  const mode = memory.next === null || walled ? memory.mode : ('rendered' as const)
  const comparedAt = mode === memory.mode ? memory.comparedAt : drawn.observation.at
  return answer(context, drawn, { ...memory, next, mode, comparedAt })
}

async function lookStaticFirst(context: LookContext, watch: Watch, memory: SeatsMemory): Promise<Looked> {
  const both = wantsBoth(memory, context.now())
  const raw = await fetchPage(context, watch, both ? null : memory)
  const { verdict, observation } = raw
  if (verdict.state === 'unknown' && FINAL.has(verdict.reason)) {
    const next = SELECTIVE.has(verdict.reason) ? ('rendered' as const) : null
    return answer(context, raw, { ...memory, next })
  }
  const sameLayout = observation.page !== null && layoutOf(observation.page) === memory.layout
  if (memory.mode === 'static' && !both && verdict.state === 'none' && sameLayout) {
    return answer(context, raw, keepValidators(memory, raw.look))
  }
  const drawn = await render(context, watch)
  if (drawn.observation.failure?.kind === 'browser')
    return answer(context, withoutBrowser(raw, drawn), memory)
  if (drawn.verdict.state === 'available') return answer(context, drawn, unlearn(memory))
  if (drawn.verdict.state !== 'none') return answer(context, drawn, memory)
  const known = memory.mode === 'static' && !sameLayout ? unlearn(memory) : memory
  return answer(context, drawn, learnFrom(known, raw, drawn))
}

async function fetchPage(
  context: LookContext,
  watch: Watch,
  memory: SeatsMemory | null,
): Promise<Judged & { look: StaticLook }> {
  const found = await lookStatic(context, watch, memory?.validators ?? null)
  return { observation: found.observation, verdict: judge(watch, found.observation), look: found }
}

async function render(context: LookContext, watch: Watch): Promise<Judged> {
  const { browser, guardSync, allowedPrivateHosts, now, signal } = context
  const observation = await browser.look({
    watch,
    guard: guardSync,
    allowedPrivateHosts,
    now,
    signal,
    deadlineMs: RENDER_MS,
  })
  return { observation, verdict: judge(watch, observation) }
}

/** No browser: the HTML may have named a wall, but it proves no absence. */
function withoutBrowser(raw: Judged, drawn: Judged): Judged {
  const why = drawn.observation.failure?.detail ?? 'no browser'
  if (raw.verdict.state === 'available') return raw
  if (raw.verdict.state === 'unknown' && raw.verdict.reason !== 'needs-render') return raw
  const hint = raw.verdict.state === 'unknown' ? `; ${raw.verdict.detail ?? ''}` : ''
  const detail = `browser: ${why}${hint}`.slice(0, 200)
  return { observation: raw.observation, verdict: { state: 'unknown', reason: 'needs-render', detail } }
}

function answer(context: LookContext, { observation, verdict }: Judged, memory: SeatsMemory): Looked {
  return {
    observation,
    verdict,
    reporter: observation.rendered ? 'relay-browser' : 'relay-fetch',
    memory: writeMemory(memory),
    upstream: {
      status: observation.status,
      retryAfterMs: retryAfterMs(observation.headers['retry-after'], context.now()),
    },
  }
}
