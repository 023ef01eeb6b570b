import type { Condition, Value } from '#core/rules.ts'

/** One comparison within a condition, by where it stands: `1.0` is the first part of the second part. */
export type Leaf = { path: string; text: string; right: number | null }

/** Every part of a condition that compares or looks for something, in its order. */
export function leavesOf(condition: Condition, path = ''): Leaf[] {
  const below = (parts: readonly Condition[]) =>
    parts.flatMap((part, index) => leavesOf(part, path === '' ? String(index) : `${path}.${index}`))
  switch (condition.kind) {
    case 'compare':
      return [{ path, text: `${textOf(condition.left)} ${condition.op}`, right: condition.right }]
    case 'absent':
      return [{ path, text: `absent(${condition.name})`, right: null }]
    case 'and':
      return below(condition.all)
    default:
      return below(condition.any)
  }
}

/** The same condition with other numbers to compare with, by path. */
export function withRights(condition: Condition, rights: ReadonlyMap<string, number>, path = ''): Condition {
  const below = (parts: readonly Condition[]) =>
    parts.map((part, index) => withRights(part, rights, path === '' ? String(index) : `${path}.${index}`))
  switch (condition.kind) {
    case 'compare':
      return { ...condition, right: rights.get(path) ?? condition.right }
    case 'absent':
      return condition
    case 'and':
      return { ...condition, all: below(condition.all) }
    default:
      return { ...condition, any: below(condition.any) }
  }
}

/** As it would be written in PromQL, roughly. */
function textOf(value: Value): string {
  switch (value.kind) {
    case 'metric':
      return value.name + matchesOf(value.match)
    case 'increase':
    case 'rate':
      return `${value.kind}(${value.name}${matchesOf(value.match)}[${value.window}s])`
    case 'verdict':
    case 'count':
    case 'share': {
      const of = [...value.states, ...(value.reasons ?? [])].join('|')
      const by = value.kind === 'verdict' || value.by === undefined ? '' : ` by (${value.by.join(', ')})`
      return `${value.kind}(${of})${matchesOf(value.match)}${by}`
    }
    default:
      return `${value.kind}(${textOf(value.of)})${value.by === undefined ? '' : ` by (${value.by.join(', ')})`}`
  }
}

function matchesOf(match: Extract<Value, { kind: 'metric' }>['match'] = []): string {
  const parts = match.map((one) =>
    'value' in one
      ? `${one.label}${one.op}"${one.value}"`
      : `${one.label} ${one.op} (${one.values.join(', ')})`,
  )
  return parts.length === 0 ? '' : `{${parts.join(', ')}}`
}
