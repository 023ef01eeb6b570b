import type { SeatsTarget, Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'
import type { FieldChange, FileEntry, PlannedRow, RowInput } from './import-watches.ts'

import { WATCHES_MAX, listWatches, targetText } from '../store/watches.ts'
import { draftWatch, normalise, toTarget } from './add-watch.ts'
import { checkTarget } from './check-target.ts'
import { guardAddress } from './guard-address.ts'

/** One row with what it does, and what is needed to do it. */
type Planned = {
  shown: PlannedRow
  add?: { watch: Watch }
  change?: KnownChange
}

/** `isWritten`: more than whether it is paused is another. */
export type KnownChange = {
  watch: Watch
  input: RowInput
  isWritten: boolean
  turn: 'pause' | 'resume' | undefined
}

type Scene = { here: readonly Watch[]; taken: Set<string>; room: number }

/** So many names are looked up at once. */
const AT_ONCE = 8

/** What each row of a file would do to the list as it is now, in the order of the file. */
export async function planImport(context: Context, entries: readonly FileEntry[]): Promise<Planned[]> {
  const here = await listWatches(context.env.DB)
  const scene: Scene = { here, taken: new Set(), room: WATCHES_MAX - here.length }
  const planned: Planned[] = []
  for (let from = 0; from < entries.length; from += AT_ONCE) {
    const some = entries.slice(from, from + AT_ONCE)
    const checked = await Promise.all(some.map((entry) => checkRow(context, here, entry)))
    planned.push(...checked.map((one) => settleRow(scene, one)))
  }
  return planned
}

async function checkRow(context: Context, here: readonly Watch[], entry: FileEntry): Promise<Planned> {
  const { row } = entry
  if (!('input' in entry)) {
    const { name, issues } = entry
    return { shown: { row, name, url: '', does: 'refuse', code: 'invalid', issues } }
  }
  const { input } = entry
  const about = { row, name: input.name, url: input.url }
  const known = URL.canParse(input.url) ? findKnown(here, input) : undefined
  return known === undefined
    ? await checkNew(context, about, input)
    : await checkKnown(context, about, known, input)
}

type About = Pick<PlannedRow, 'row' | 'name' | 'url'>

async function checkNew(context: Context, about: About, input: RowInput): Promise<Planned> {
  const { id: _, paused, ...wish } = input
  const drafted = await draftWatch(context, wish)
  if (drafted.kind === 'target')
    return { shown: { ...about, does: 'refuse', code: 'target', issues: drafted.problems } }
  if (drafted.kind === 'address') {
    const { code, message } = drafted.refusal
    return { shown: { ...about, does: 'refuse', code, issues: [{ path: 'url', message }] } }
  }
  const watch = { ...drafted.watch, ...(paused === true ? { pausedAt: context.now() } : {}) }
  const fields = factsOf(watch).flatMap(([field, after]) =>
    field === 'name' || field === 'url' || after === '' ? [] : [{ field, before: '', after }],
  )
  return { shown: { ...about, does: 'add', fields }, add: { watch } }
}

async function checkKnown(context: Context, about: About, watch: Watch, input: RowInput): Promise<Planned> {
  const { target, url } = input
  const problems = target === undefined ? [] : checkTarget(toTarget(target))
  if (problems.length > 0) return { shown: { ...about, does: 'refuse', code: 'target', issues: problems } }
  const moves = normalise(url).url !== watch.url
  const refusal = moves ? await guardAddress(context, url) : null
  if (refusal !== null) {
    const { code, message } = refusal
    return { shown: { ...about, does: 'refuse', code, issues: [{ path: 'url', message }] } }
  }
  const fields = differences(watch, wished(watch, input))
  if (fields.length === 0) return { shown: { ...about, does: 'nothing' } }
  const isTurned = input.paused !== undefined && input.paused !== (watch.pausedAt !== undefined)
  const turn = isTurned ? (input.paused === true ? 'pause' : 'resume') : undefined
  const isWritten = fields.some(({ field }) => field !== 'paused')
  return { shown: { ...about, does: 'change', fields }, change: { watch, input, isWritten, turn } }
}

/** What only the rows before it and the list as a whole can say. */
function settleRow(scene: Scene, planned: Planned): Planned {
  const { shown, add, change } = planned
  const { row, name, url } = shown
  const refuse = (code: string): Planned => ({ shown: { row, name, url, does: 'refuse', code, issues: [] } })
  const page = add?.watch ?? (change === undefined ? undefined : wished(change.watch, change.input))
  if (page === undefined) return planned
  const key = `${page.url} ${targetText(page.target)}`
  if (scene.taken.has(key) || scene.taken.has(page.id)) return refuse('twice')
  const isTwin = scene.here.some(
    (one) => one.id !== page.id && `${one.url} ${targetText(one.target)}` === key,
  )
  if (isTwin) return refuse('duplicate')
  if (add !== undefined && scene.room <= 0) return refuse('full')
  if (add !== undefined) scene.room -= 1
  scene.taken.add(key).add(page.id)
  return planned
}

/** By its id; else by its page and target, or its page alone where the file says nothing of a target. */
function findKnown(here: readonly Watch[], { id, url, target }: RowInput): Watch | undefined {
  const page = normalise(url).url
  const samePage = here.filter((watch) => watch.url === page)
  const wanted = target === undefined ? null : targetText(toTarget(target))
  return (
    here.find((watch) => watch.id === id) ??
    samePage.find((watch) => wanted === null || targetText(watch.target) === wanted)
  )
}

function wished(watch: Watch, input: RowInput): Watch {
  const { paused } = input
  const { pausedAt, ...rest } = watch
  const isPaused = paused ?? pausedAt !== undefined
  return {
    ...rest,
    ...normalise(input.url),
    name: input.name,
    target: input.target === undefined ? watch.target : toTarget(input.target),
    checkSeconds: input.checkSeconds ?? watch.checkSeconds,
    public: input.public ?? watch.public,
    ...(isPaused ? { pausedAt: pausedAt ?? 0 } : {}),
  }
}

function differences(before: Watch, after: Watch): FieldChange[] {
  const old = new Map(factsOf(before))
  return factsOf(after).flatMap(([field, now]) => {
    const was = old.get(field) ?? ''
    return was === now ? [] : [{ field, before: was, after: now }]
  })
}

/** By the names of the form. */
function factsOf(watch: Watch): [string, string][] {
  const fields = ['event', 'date', 'places', 'priceMost', 'label', 'selector', 'anchor', 'empty'] as const
  const target = fields satisfies readonly (keyof SeatsTarget)[]
  return [
    ['name', watch.name],
    ['url', watch.url],
    ['checkSeconds', String(watch.checkSeconds)],
    ['public', String(watch.public)],
    ['paused', String(watch.pausedAt !== undefined)],
    ...target.map((field): [string, string] => [field, String(watch.target[field] ?? '')]),
  ]
}
