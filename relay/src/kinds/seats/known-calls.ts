import type { PageFacts } from '#core/observation.ts'

/** What is known of a page's own data calls, by their paths. */
export type KnownCalls = {
  /** After their answers offers were drawn: they are waited for. */
  led: readonly string[]
  /** Never answered while the offers stood there, so many looks in a row: a long poll, waited for no more after three. */
  hung: readonly (readonly [path: string, looks: number])[]
}

export const NO_CALLS: KnownCalls = { led: [], hung: [] }

const PATHS_MOST = 12
const HUNG_ENOUGH = 3

export const isIdle = ([, looks]: readonly [string, number]): boolean => looks >= HUNG_ENOUGH

/** One answer makes a call one that counts again. */
export function learnCalls(known: KnownCalls, { settle, area }: PageFacts): KnownCalls {
  const calls = settle.calls ?? []
  if (calls.length === 0) return known
  const answered = new Set(calls.filter(({ did }) => did !== 'hung').map(({ path }) => path))
  const led = calls.filter(({ did }) => did === 'led').map(({ path }) => path)
  const looks = new Map(known.hung.filter(([path]) => !answered.has(path)))
  if (area.state === 'readable') {
    for (const { path, did } of calls) {
      if (did === 'hung' && !known.led.includes(path)) looks.set(path, (looks.get(path) ?? 0) + 1)
    }
  }
  return {
    led: [...new Set([...led, ...known.led])].slice(0, PATHS_MOST),
    hung: [...looks].slice(-PATHS_MOST),
  }
}
