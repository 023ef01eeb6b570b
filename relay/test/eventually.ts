const PAUSE_MS = 25

/**
 * Asks until the answer is true (or any value that is not `false`, `null` or `undefined`) and returns it.
 * What the question throws counts as "not yet"; after `withinMs` (15 s) the last such error is thrown.
 */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  what: string,
  withinMs = 15_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + withinMs
  let last: unknown
  for (;;) {
    try {
      const answer = await ask()
      if (answer !== false && answer !== null && answer !== undefined) return answer
      last = undefined
    } catch (error) {
      last = error
    }
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`, { cause: last })
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}
