import type { Stage } from './stage.ts'

const FIRST_MS = [20_000, 30_000] as const
const PAUSE_MS = [30_000, 120_000] as const
const LIFE_MS = [40_000, 180_000] as const

/**
 * Releases and takes seats at random while the stage says so: 1 or 2 places that live 40 s to 3 min, the first
 * within half a minute so that whoever tries Vigie sees it work. Returns the way to end it.
 */
export function playChance(stage: Stage, now: () => number, random: () => number): () => void {
  const timers = new Set<NodeJS.Timeout>()
  const between = ([least, most]: readonly [number, number]) => least + random() * (most - least)
  const later = (ms: number, act: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, ms)
    timer.unref()
    timers.add(timer)
  }
  const release = () => {
    const free = stage.fixtures.filter(({ slug }) => stage.seats(slug) === null)
    const chosen = free[Math.floor(random() * free.length)]
    if (stage.random && chosen !== undefined) {
      const { slug } = chosen
      stage.apply({ action: 'release', match: slug, places: random() < 0.5 ? 1 : 2 }, now())
      const released = stage.seats(slug)
      // Only the release that began here: a newer one from the control page has its own life.
      later(between(LIFE_MS), () => {
        if (stage.random && stage.seats(slug) === released)
          stage.apply({ action: 'take', match: slug }, now())
      })
    }
    later(between(PAUSE_MS), release)
  }
  later(between(FIRST_MS), release)
  return () => {
    for (const timer of timers) clearTimeout(timer)
    timers.clear()
  }
}
