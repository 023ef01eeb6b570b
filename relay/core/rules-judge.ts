import type { Facts } from './rules-facts.ts'
import type { History } from './rules-history.ts'
import type { Instances } from './rules-life.ts'
import type { News, Tellings } from './rules-tell.ts'
import type { Element, Inhibition, Labels, Rule } from './rules.ts'

import { evaluate } from './rules-evaluate.ts'
import { sourcesOf } from './rules-facts.ts'
import { NO_HISTORY, remember } from './rules-history.ts'
import { live } from './rules-life.ts'
import { NOTHING_TOLD, tellNews } from './rules-tell.ts'
import { BLIND_ALERT } from './rules.ts'

/** All that a rule remembers from one judgement to the next. */
export type RuleState = { instances: Instances; history: History } & Tellings

export const NEW_STATE: RuleState = { instances: {}, history: NO_HISTORY, ...NOTHING_TOLD }

export type RuleWithState = { rule: Rule; state: RuleState }

export type Judged = {
  rule: Rule
  state: RuleState
  news: News[]
  /** For what its condition holds now. */
  elements: Element[]
  /** Not all that it asks has answered. */
  isPartial: boolean
  /** Something is to be remembered. */
  changed: boolean
}

/**
 * Judges the rules that `isDue` against the facts; the others take part as they stood, since what they fire for may
 * silence what these say. Pure: nothing is kept but what is answered.
 */
export function judgeRules(
  all: readonly RuleWithState[],
  facts: Facts,
  isDue: (rule: Rule) => boolean = () => true,
): Judged[] {
  const enabled = all.filter(({ rule }) => rule.enabled)
  const lived = enabled.map((one) => (isDue(one.rule) ? lifeOf(one, facts) : asItStands(one)))
  const firing = new Map(lived.map(({ rule, state }) => [rule.id, firingOf(state.instances)]))
  firing.set(BLIND_ALERT, blindOnes(facts))
  return lived.flatMap(({ rule, state, judged }) => {
    if (judged === null) return []
    const isMuted = (labels: Labels) =>
      rule.inhibitedBy.some((by) => isSilenced(labels, by, firing.get(by.rule)))
    const { tellings, news } = tellNews(rule, state, { instances: state.instances, isMuted, now: facts.at })
    const after: RuleState = { ...state, ...tellings }
    const changed = JSON.stringify(after) !== JSON.stringify(judged.before)
    return [{ rule, state: after, news, elements: judged.elements, isPartial: judged.isPartial, changed }]
  })
}

function lifeOf({ rule, state: before }: RuleWithState, facts: Facts) {
  const history = remember(before.history, rule.expr, facts)
  const elements = evaluate(rule.expr, { facts, history })
  const isPartial = [...sourcesOf(rule.expr)].some((source) => facts.failed.includes(source))
  const instances = live(rule, before.instances, { elements, isPartial, now: facts.at })
  return { rule, state: { ...before, history, instances }, judged: { before, elements, isPartial } }
}

function asItStands({ rule, state }: RuleWithState) {
  return { rule, state, judged: null }
}

function firingOf(instances: Instances): Labels[] {
  return Object.values(instances).flatMap(({ labels, firedAt }) => (firedAt === null ? [] : [labels]))
}

function blindOnes({ watches }: Facts): Labels[] {
  return watches.flatMap(({ id, host, blindTold }) => (blindTold ? [{ watch: id, host }] : []))
}

/** As in Alertmanager: a label that neither has is equal. */
function isSilenced(labels: Labels, { equal }: Inhibition, sources: readonly Labels[] = []): boolean {
  return sources.some((source) => equal.every((name) => (source[name] ?? '') === (labels[name] ?? '')))
}
