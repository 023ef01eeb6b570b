import type { Judged } from '#core/rules-judge.ts'
import type { WatchFact } from '#core/rules-facts.ts'
import type { Context } from '../context.ts'
import type { StoredRule } from '../store/rules.ts'

import { alertOf } from '#core/rules-content.ts'
import { isAboutVerdicts } from '#core/rules-facts.ts'
import { judgeRules as judge } from '#core/rules-judge.ts'
import { nextMoment } from '#core/rules-next.ts'
import { afterBlindAlert } from '#core/rules-shipped.ts'
import { LOG_ID } from '#core/subscriber.ts'

import { isRuleRace, listRules, writeRuleState } from '../store/rules.ts'
import { getSetting, putSetting } from '../store/settings.ts'
import { listSubscribers } from '../store/subscribers.ts'
import { oweToOperator, oweToThese } from './owe-alerts.ts'
import { readFacts } from './read-facts.ts'

/** `verdicts`: a watch has changed; what looks at nothing else is judged at once, the rest waits for its minute. */
export type Occasion = 'minute' | 'verdicts'

const TRIES = 5
/** Between two tries: those who missed each other do not meet again at once. */
const APART_MS = 100
const NEXT_AT = 'rules_next_at'
const MINUTE_MS = 60_000
/** A rule that waits for longer loses nothing by waiting for the minute. */
const SOON_SECONDS = 60

/**
 * Judges the operator's rules. What each remembers and the alerts it owes are one batch with all others: killed at any
 * instant nothing is lost, and two who judge at once say it once.
 */
export async function judgeRules(context: Context, occasion: Occasion): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const stored = await listRules(context.env.DB)
    const due = new Set(stored.filter((one) => isDue(one, occasion)).map(({ rule }) => rule.id))
    if (due.size === 0) return
    const facts = await readFacts(
      context,
      stored.flatMap(({ rule }) => (due.has(rule.id) ? [rule] : [])),
    )
    const patient = stored.map(({ rule, state }) => ({
      rule: afterBlindAlert(rule, context.config.blindMs),
      state,
    }))
    const judged = judge(patient, facts, ({ id }) => due.has(id)).filter(({ changed }) => changed)
    const after = new Map(judged.map(({ rule, state }) => [rule.id, state]))
    const next = patient.map(({ rule, state }) => nextMoment(rule, after.get(rule.id) ?? state, facts.at))
    const failure = await commit(context, {
      judged,
      stored,
      at: facts.at,
      watches: facts.watches,
      nextAt: Math.min(Infinity, ...next),
    })
    if (failure === null) return
    if (!isRuleRace(failure) || attempt === TRIES) throw failure
    await new Promise((resolve) => setTimeout(resolve, context.random() * APART_MS * attempt))
  }
}

/** After a verdict changed. Never throws: what fails now is judged, and told, within the minute. */
export async function judgeVerdicts(context: Context): Promise<void> {
  try {
    await judgeRules(context, 'verdicts')
  } catch (error) {
    // Many others judge at this moment.
    if (isRuleRace(error)) return
    console.warn(`rules: ${error instanceof Error ? error.message : 'not judged'}`)
  }
}

/** Judges when a wait ends or something may be said, between the minutes. Answers when to call again, epoch ms. */
export async function judgeDueRules(context: Context): Promise<number> {
  const nextAt = await readNextAt(context)
  if (nextAt > context.now()) return nextAt
  await judgeRules(context, 'minute')
  const after = await readNextAt(context)
  if (after > context.now()) return after
  // Nothing came of it, and nothing was written: the minute is soon enough.
  await putSetting(context.env.DB, NEXT_AT, String(Infinity)).run()
  return Infinity
}

async function readNextAt({ env }: Context): Promise<number> {
  return Number((await getSetting(env.DB, NEXT_AT)) ?? Infinity)
}

function isDue({ rule, state }: StoredRule, occasion: Occasion): boolean {
  if (!rule.enabled) return false
  if (occasion === 'minute') return true
  return isAboutVerdicts(rule.expr) && (rule.for < SOON_SECONDS || Object.keys(state.instances).length > 0)
}

type Judgement = {
  judged: readonly Judged[]
  stored: readonly StoredRule[]
  at: number
  watches: readonly WatchFact[]
  /** When time alone will make a difference. */
  nextAt: number
}

/** The error, when the batch was rolled back. */
async function commit(
  context: Context,
  { judged, stored, at, watches, nextAt }: Judgement,
): Promise<unknown> {
  const { DB, OUTBOX } = context.env
  const versions = new Map(stored.map(({ rule, version }) => [rule.id, version]))
  const names = new Map(watches.map(({ id, name }) => [id, name]))
  const rows: D1PreparedStatement[] = []
  for (const { rule, state, news } of judged) {
    rows.push(writeRuleState(DB, { rule, version: versions.get(rule.id) ?? 0 }, { state, at }))
    for (const one of news) rows.push(...(await oweNews(context, { rule, news: one }, { at, names })))
  }
  if (rows.length === 0) return null
  rows.push(putSetting(DB, NEXT_AT, String(nextAt)))
  const wakes = judged.some(({ news }) => news.length > 0) || nextAt - at < MINUTE_MS
  // Armed before the write: a crash between the two leaves an outbox that looks in vain, never one that sleeps.
  if (wakes) await OUTBOX.getByName('outbox').wake()
  try {
    await DB.batch(rows)
  } catch (error) {
    return error
  }
  if (wakes) await OUTBOX.getByName('outbox').wake()
  return null
}

/** To operators only; by the rule's channels, where an operator has one of them, else by all. */
async function oweNews(
  context: Context,
  about: Parameters<typeof alertOf>[0],
  facts: Parameters<typeof alertOf>[1],
): Promise<D1PreparedStatement[]> {
  const content = alertOf(about, facts)
  const { channels } = about.rule
  if (channels === null) return oweToOperator(context, content)
  const to = (await listSubscribers(context.env.DB)).filter(
    ({ role, state, channel, pausedUntil }) =>
      role === 'operator' &&
      state === 'active' &&
      (pausedUntil ?? 0) <= facts.at &&
      channels.includes(channel),
  )
  const ids = [...to.map(({ id }) => id), ...(channels.includes('log') ? [LOG_ID] : [])]
  if (ids.length === 0) return oweToOperator(context, content)
  return oweToThese(context, content, { to: ids.map((subscriberId) => ({ subscriberId })) })
}
