import type { Environment } from '../../../environment.ts'
import type { Trouble } from '../../trouble.ts'
import type { DeskDoor, NewRule, RuleTried } from '../door.ts'
import type { Join, Part } from './rule-parts.ts'
import type { Severity } from '#core/alert.ts'
import type { Condition } from '#core/rules.ts'
import type { ReadonlySignal } from '@preact/signals'

import { computed, createModel, effect, signal } from '@preact/signals'

import { numberOf } from './rule-draft.ts'
import { NEW_PART, joinParts } from './rule-parts.ts'

/** After the last key, so that not every letter is asked about. */
const PAUSE_MS = 300
/** The relay takes no more. */
export const PARTS_MOST = 10

export type Texts = { name: string; for: string; repeat: string }

const NEW_TEXTS: Texts = { name: '', for: '0', repeat: '14400' }

/** What its condition sees now, or why that is not known. */
type Tried = { kind: 'incomplete' } | { kind: 'asking' } | { kind: 'failed'; trouble: Trouble } | Seen
type Seen = { kind: 'seen'; tried: RuleTried }

/** A live look at what a condition says now, while somebody wants to see it. */
function watchTrial(
  { env, door }: { env: Environment; door: DeskDoor },
  condition: ReadonlySignal<Condition | null>,
  isWanted: ReadonlySignal<boolean>,
): ReadonlySignal<Tried> {
  const tried = signal<Tried>({ kind: 'incomplete' })
  let asked = 0

  async function look(expr: Condition) {
    const mine = asked
    const answer = await door.tryRule(expr)
    if (mine !== asked) return
    tried.value = answer.ok
      ? { kind: 'seen', tried: answer.value }
      : { kind: 'failed', trouble: answer.trouble }
  }

  effect(() => {
    const expr = condition.value
    asked += 1
    tried.value = { kind: expr === null ? 'incomplete' : 'asking' }
    if (expr === null || !isWanted.value) return
    return env.after(PAUSE_MS, () => void look(expr))
  })
  return tried
}

/** A new rule in the form, with a live look at what its condition says now. */
export const RuleBuilderModel = createModel((env: Environment, door: DeskDoor) => {
  const parts = signal<readonly Part[]>([NEW_PART])
  const join = signal<Join>('and')
  const texts = signal(NEW_TEXTS)
  const severity = signal<Severity>('warning')
  const resolved = signal(true)
  /** Somebody has tried to keep it: what is missing is named from now on. */
  const isChecked = signal(false)
  const condition = computed(() => joinParts(parts.value, join.value))
  /** The form is open. */
  const isOpen = signal(false)
  const tried = watchTrial({ env, door }, condition, isOpen)
  /** Something of it has been filled in. */
  const isBegun = computed(
    () => texts.value !== NEW_TEXTS || parts.value.length > 1 || parts.value[0] !== NEW_PART,
  )

  return {
    parts,
    join,
    texts,
    severity,
    resolved,
    isChecked,
    isOpen,
    isBegun,
    condition,
    tried,
    type(change: Partial<Texts>) {
      texts.value = { ...texts.value, ...change }
    },
    change(index: number, change: Partial<Part>) {
      parts.value = parts.value.map((part, at) => (at === index ? { ...part, ...change } : part))
    },
    addPart() {
      if (parts.value.length < PARTS_MOST) parts.value = [...parts.value, NEW_PART]
    },
    removePart(index: number) {
      parts.value = parts.value.filter((_, at) => at !== index)
    },
    clear() {
      parts.value = [NEW_PART]
      texts.value = NEW_TEXTS
      isChecked.value = false
    },
    /** `null` when something is missing; `isChecked` says so at the fields. */
    toNew(): NewRule | null {
      isChecked.value = true
      const { name, for: lasts, repeat } = texts.value
      const [expr, seconds, again] = [condition.value, numberOf(lasts), numberOf(repeat)]
      if (name.trim() === '' || expr === null || seconds === null || again === null) return null
      const manner = { severity: severity.value, resolved: resolved.value }
      return { name: name.trim(), expr, for: seconds, repeat: again, ...manner }
    },
  }
})

export type RuleBuilder = InstanceType<typeof RuleBuilderModel>
