import type { LogFilter } from '../../models/route.ts'
import type { Log } from './log.ts'
import type { Line } from './line.ts'
import type { Gap } from './stock.ts'
import type { ReadonlySignal } from '@preact/signals'

import { computed, createModel, signal } from '@preact/signals'

import { filterLines } from './filter.ts'
import { indexOfKey } from './offsets.ts'
import { lastCursor, NO_STOCK } from './stock.ts'

/** The beginning of what is shown: it says what lies before. */
const TOP = { kind: 'top', key: -1 } as const

export type Item = Line | Gap | typeof TOP

type Named = { id: string; name: string; host: string }

type Parts = { log: Pick<Log, 'state'>; watches: ReadonlySignal<readonly Named[]> }

/** What of the log is shown: what passes the filter, up to the moment of a pause. */
export const ViewModel = createModel(({ log, watches }: Parts) => {
  const filter = signal<LogFilter>({})
  /** The newest cursor at the moment of the pause. */
  const pausedAt = signal<number | null>(null)

  const stock = computed(() => (log.state.value.kind === 'shown' ? log.state.value.stock : NO_STOCK))
  const byId = computed(() => new Map(watches.value.map((watch) => [watch.id, watch])))

  function hostOf({ facts, watchId }: Line): string | undefined {
    const told = facts?.['host']
    if (typeof told === 'string') return told
    return watchId === undefined ? undefined : byId.value.get(watchId)?.host
  }

  const filtered = computed(() => filterLines(stock.value.lines, filter.value, hostOf))
  const shown = computed(() => {
    const { passing } = filtered.value
    return pausedAt.value === null ? passing : passing.slice(0, indexOfKey(passing, pausedAt.value + 0.5))
  })
  const items = computed<readonly Item[]>(() => {
    const gaps = stock.value.gaps.filter(({ key }) => pausedAt.value === null || key < pausedAt.value)
    const all: Item[] = [TOP, ...shown.value, ...gaps]
    return gaps.length === 0 ? all : all.toSorted((a, b) => a.key - b.key)
  })
  /** Hosts and watches that can be chosen: those watched now, and those that lines tell of. */
  const choices = computed(() => {
    const ids = new Set(byId.value.keys())
    const hosts = new Set(watches.value.map(({ host }) => host))
    for (const line of stock.value.lines) {
      if (line.watchId !== undefined) ids.add(line.watchId)
      const host = hostOf(line)
      if (host !== undefined) hosts.add(host)
    }
    return { ids: [...ids], hosts: [...hosts].toSorted() }
  })

  return {
    filter,
    items,
    choices,
    hostOf,
    nameOf: (id: string): string | undefined => byId.value.get(id)?.name,
    counts: computed(() => filtered.value.counts),
    shownCount: computed(() => shown.value.length),
    readCount: computed(() => stock.value.lines.length),
    isPaused: computed(() => pausedAt.value !== null),
    /** Lines that pass the filter and came since the pause. */
    waiting: computed(() => filtered.value.passing.length - shown.value.length),
    choose(next: LogFilter) {
      filter.value = next
    },
    pause() {
      pausedAt.value = lastCursor(stock.value)
    },
    resume() {
      pausedAt.value = null
    },
  }
})

export type View = InstanceType<typeof ViewModel>
