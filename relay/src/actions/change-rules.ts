import type { RuleProblem } from '#core/rules-check.ts'
import type { Explained } from '#core/rules-explain.ts'
import type { Condition, Rule } from '#core/rules.ts'
import type { Context } from '../context.ts'
import type { StoredRule } from '../store/rules.ts'

import { checkRule } from '#core/rules-check.ts'
import { describe } from '#core/rules-content.ts'
import { explain } from '#core/rules-explain.ts'
import { NO_HISTORY } from '#core/rules-history.ts'

import { deleteRule, getRule, insertRule, listRules, updateRule } from '../store/rules.ts'
import { listWatches } from '../store/watches.ts'
import { judgeRules } from './judge-rules.ts'
import { readFacts } from './read-facts.ts'
import { tell } from './tell.ts'
import { RULE_LINES } from './words-for-door.ts'

/** What an operator may say of a rule; what is left out is as `USUAL` has it, or as it was. */
type Ours = 'id' | 'shipped' | 'createdAt' | 'updatedAt'
type Wishes<Name extends keyof Rule> = { [name in Name]?: Rule[name] | undefined }
export type RuleInput = Pick<Rule, 'name' | 'expr'> & Wishes<Exclude<keyof Rule, Ours | 'name' | 'expr'>>
export type RuleChange = Wishes<Exclude<keyof Rule, Ours>>

const USUAL = {
  enabled: true,
  for: 0,
  keepFiringFor: 0,
  repeat: 4 * 3600,
  groupWait: 0,
  groupInterval: 300,
  resolved: true,
  group: [],
  inhibitedBy: [],
  severity: 'warning',
  channels: null,
} as const satisfies RuleChange

/** One thing that a rule fires for, or will when it goes on; `what` is for people. Epoch ms. */
type RuleThing = { what: string; value: number; since: number; firing: boolean }

export type RuleWithThings = Rule & { things: RuleThing[]; judgedAt: number | null }

export type RuleRefusal =
  | { kind: 'rule'; problems: RuleProblem[] }
  | { kind: 'full' }
  | { kind: 'unknown' }
  /** It is another one than the editor saw. */
  | { kind: 'conflict'; current: RuleWithThings }
export type RuleKept = { kind: 'kept'; rule: RuleWithThings } | RuleRefusal

/** All rules with what they fire for now, oldest first. */
export async function readRules(context: Context): Promise<RuleWithThings[]> {
  const [stored, names] = await Promise.all([listRules(context.env.DB), watchNames(context)])
  return stored.map((one) => withThings(one, names))
}

export async function readRule(context: Context, id: string): Promise<RuleWithThings | null> {
  const [stored, names] = await Promise.all([getRule(context.env.DB, id), watchNames(context)])
  return stored === null ? null : withThings(stored, names)
}

/** Keeps a new rule, and judges it at once. */
export async function addRule(context: Context, input: RuleInput): Promise<RuleKept> {
  const at = context.now()
  const rule: Rule = {
    ...USUAL,
    name: input.name,
    expr: input.expr,
    ...given(input),
    id: context.newId(),
    shipped: false,
    createdAt: at,
    updatedAt: at,
  }
  const problems = await check(context, rule)
  if (problems.length > 0) return { kind: 'rule', problems }
  if (!(await insertRule(context.env.DB, rule))) return { kind: 'full' }
  await tell(context, RULE_LINES.added(rule))
  return await judged(context, rule.id)
}

/**
 * Changes a rule. Another condition or grouping begins anew; what was told before still holds back a repeat otherwise.
 * `seen`: `updatedAt` of the rule as the editor saw it; left out, it is changed whatever it was.
 */
export async function changeRule(
  context: Context,
  { id, change, seen }: { id: string; change: RuleChange; seen?: number | undefined },
): Promise<RuleKept> {
  for (;;) {
    const stored = await getRule(context.env.DB, id)
    if (stored === null) return { kind: 'unknown' }
    const before = stored.rule
    if (seen !== undefined && seen !== before.updatedAt)
      return { kind: 'conflict', current: withThings(stored, await watchNames(context)) }
    const rule: Rule = {
      ...before,
      ...given(change),
      updatedAt: Math.max(context.now(), before.updatedAt + 1),
    }
    const problems = await check(context, rule)
    if (problems.length > 0) return { kind: 'rule', problems }
    const afresh = !rule.enabled || identity(rule) !== identity(before)
    // Somebody else changed it in between: look again.
    if (!(await updateRule(context.env.DB, rule, { readAt: before.updatedAt, afresh }))) continue
    await tell(context, RULE_LINES.changed(rule))
    return await judged(context, id)
  }
}

function given(wishes: RuleChange): Partial<Omit<Rule, Ours>> {
  return Object.fromEntries(Object.entries(wishes).filter(([, value]) => value !== undefined))
}

const identity = ({ expr, group }: Rule) => JSON.stringify([expr, group])

export async function removeRule(context: Context, id: string): Promise<boolean> {
  const stored = await getRule(context.env.DB, id)
  if (stored === null || !(await deleteRule(context.env.DB, id))) return false
  await tell(context, RULE_LINES.removed(stored.rule))
  return true
}

export type RuleTried =
  | { kind: 'tried'; at: number; names: ReadonlyMap<string, string>; explained: Explained }
  | RuleRefusal

/** What a condition sees now, and why it holds or does not. Nothing is kept, nobody is told. */
export async function tryRule(context: Context, expr: Condition): Promise<RuleTried> {
  const draft = { ...USUAL, id: null, expr }
  const problems = checkRule(draft, [])
  if (problems.length > 0) return { kind: 'rule', problems }
  const facts = await readFacts(context, [{ expr }])
  const names = new Map(facts.watches.map(({ id, name }) => [id, name]))
  return { kind: 'tried', at: facts.at, names, explained: explain(expr, { facts, history: NO_HISTORY }) }
}

async function check(context: Context, rule: Rule): Promise<RuleProblem[]> {
  const others = (await listRules(context.env.DB)).map((one) => one.rule)
  return checkRule(
    rule,
    others.filter(({ id }) => id !== rule.id),
  )
}

async function judged(context: Context, id: string): Promise<RuleKept> {
  try {
    await judgeRules(context, 'minute')
  } catch (error) {
    await tell(context, { level: 'error', message: `Règles : ${String(error)}` })
  }
  const rule = await readRule(context, id)
  return rule === null ? { kind: 'unknown' } : { kind: 'kept', rule }
}

async function watchNames(context: Context): Promise<ReadonlyMap<string, string>> {
  return new Map((await listWatches(context.env.DB)).map(({ id, name }) => [id, name]))
}

function withThings(
  { rule, state, judgedAt }: StoredRule,
  names: ReadonlyMap<string, string>,
): RuleWithThings {
  const things = Object.values(state.instances).map(({ labels, value, activeAt, firedAt }) => ({
    what: describe(labels, names),
    value,
    since: activeAt,
    firing: firedAt !== null,
  }))
  return { ...rule, things, judgedAt }
}
