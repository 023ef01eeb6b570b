export type Limit = {
  ms: number
  signal?: AbortSignal
  /** What the error says when time is up. */
  late: string
}

/** The work's result, or a rejection when time is up or the signal fires first; the work itself goes on. */
export async function within<Result>(work: Promise<Result>, { ms, signal, late }: Limit): Promise<Result> {
  const ended = Promise.withResolvers<never>()
  const abort = () => ended.reject(new Error('called off'))
  const timer = setTimeout(() => ended.reject(new Error(late)), Math.max(ms, 0))
  signal?.addEventListener('abort', abort)
  if (signal?.aborted) abort()
  try {
    return await Promise.race([work, ended.promise])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

export type Slots = {
  /** Waits for a turn and answers how to give it back. Rejects when none comes in time. */
  take: (limit: Limit) => Promise<() => void>
  /** Turns taken now. */
  taken: () => number
}

/** At most `count` at once; the others wait in order. */
export function makeSlots(count: number): Slots {
  let taken = 0
  const waiting: (() => void)[] = []
  const giveBack = () => {
    const next = waiting.shift()
    if (next === undefined) taken -= 1
    else next()
  }
  const wait = async (limit: Limit) => {
    const turn = Promise.withResolvers<void>()
    waiting.push(turn.resolve)
    try {
      await within(turn.promise, limit)
    } catch (error) {
      const place = waiting.indexOf(turn.resolve)
      if (place === -1) giveBack()
      else waiting.splice(place, 1)
      throw error
    }
  }
  return {
    taken: () => taken,
    take: async (limit) => {
      if (taken < count) taken += 1
      else await wait(limit)
      return giveBack
    },
  }
}
