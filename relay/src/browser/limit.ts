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
  take: (limit: Limit, holdMs: number) => Promise<() => void>
}

const ASK_AGAIN_MS = 20

/**
 * At most `count` at once, over all Durable Objects of this isolate. They may not wake one another, so who waits
 * asks again; and one that is evicted gives nothing back, so a turn ends by itself after `holdMs`.
 */
export function makeSlots(count: number): Slots {
  const held = new Map<symbol, number>()
  const isFree = () => {
    for (const [turn, until] of held) if (until <= Date.now()) held.delete(turn)
    return held.size < count
  }
  return {
    take: async ({ ms, signal, late }, holdMs) => {
      const end = Date.now() + ms
      while (!isFree()) {
        if (signal?.aborted === true) throw new Error('called off')
        if (Date.now() >= end) throw new Error(late)
        await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
      }
      const turn = Symbol('turn')
      held.set(turn, Date.now() + holdMs)
      return () => void held.delete(turn)
    },
  }
}
