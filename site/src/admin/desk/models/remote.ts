import type { Environment } from '../../../environment.ts'
import type { Answer, Trouble } from '../../trouble.ts'
import type { ReadonlySignal } from '@preact/signals'

import { createModel, effect, signal, untracked } from '@preact/signals'

import { RepeatModel } from '../../models/repeat.ts'

export type Remote<T> =
  | { kind: 'loading' }
  | { kind: 'failed'; trouble: Trouble }
  /** `trouble`: the newest reading failed, and this is older. */
  | { kind: 'shown'; value: T; trouble: Trouble | null }

type Page<T> = { rows: readonly T[]; next: string | null }

export type Shelf<T> = {
  rows: readonly T[]
  next: string | null
  /** The rest is being read. */
  reading: boolean
}

type Parts<T> = {
  read: (after: string | null) => Promise<Answer<Page<T>>>
  keyOf: (row: T) => string
  /** Grows when something happened: the first page is read again soon. */
  news?: ReadonlySignal<number>
  /** How soon after. */
  newsMs?: number
}

const RESYNC_MS = 15_000
/** However much happens, no more often than this. */
const AFTER_NEWS_MS = 500

/** A list in pages, the first of which is read again and again while the screen is open. */
export function makeShelf<T>() {
  return createModel((env: Environment, { read, keyOf, news, newsMs = AFTER_NEWS_MS }: Parts<T>) => {
    const state = signal<Remote<Shelf<T>>>({ kind: 'loading' })
    const reader = new RepeatModel(env, { read: first, everyMs: RESYNC_MS })

    let isDue = false

    async function first(): Promise<boolean> {
      isDue = false
      const answer = await read(null)
      const before = state.value
      if (!answer.ok) {
        state.value =
          before.kind === 'shown'
            ? { ...before, trouble: answer.trouble }
            : { kind: 'failed', trouble: answer.trouble }
        return false
      }
      const value = withFirst(before.kind === 'shown' ? before.value : null, answer.value, keyOf)
      state.value = { kind: 'shown', value, trouble: null }
      return true
    }

    effect(() => {
      if ((news?.value ?? 0) === 0 || isDue) return
      isDue = true
      untracked(() => reader.soon(newsMs))
    })
    effect(() => {
      untracked(() => reader.start())
      return () => reader.stop()
    })

    return {
      state,
      sync: reader.sync,
      async more() {
        const { value: shown } = state
        if (shown.kind !== 'shown' || shown.value.next === null || shown.value.reading) return
        state.value = { ...shown, value: { ...shown.value, reading: true } }
        const answer = await read(shown.value.next)
        const now = state.value
        if (now.kind !== 'shown') return
        state.value = answer.ok
          ? { kind: 'shown', value: withMore(now.value, answer.value, keyOf), trouble: null }
          : { ...now, value: { ...now.value, reading: false }, trouble: answer.trouble }
      },
    }
  })
}

type KeyOf<T> = (row: T) => string

/** The first page anew; below it what was read further down, from where the two meet. */
function withFirst<T>(before: Shelf<T> | null, { rows: read, next }: Page<T>, keyOf: KeyOf<T>): Shelf<T> {
  const old = before?.rows ?? []
  const rows = unchanged(old, read, keyOf)
  const fresh = new Set(rows.map(keyOf))
  const meets = old.findLastIndex((row) => fresh.has(keyOf(row)))
  const older = meets === -1 ? [] : old.slice(meets + 1)
  if (before === null || next === null || older.length === 0) return { rows, next, reading: false }
  return { ...before, rows: [...rows, ...older] }
}

/** What says the same as before stays the same object: it need not be drawn again. */
function unchanged<T>(before: readonly T[], rows: readonly T[], keyOf: KeyOf<T>): readonly T[] {
  const known = new Map(before.slice(0, 2 * rows.length).map((row) => [keyOf(row), row]))
  return rows.map((row) => {
    const old = known.get(keyOf(row))
    return old !== undefined && JSON.stringify(old) === JSON.stringify(row) ? old : row
  })
}

function withMore<T>(before: Shelf<T>, { rows, next }: Page<T>, keyOf: KeyOf<T>): Shelf<T> {
  const known = new Set(before.rows.map(keyOf))
  return { rows: [...before.rows, ...rows.filter((row) => !known.has(keyOf(row)))], next, reading: false }
}
