/** What a person can choose when pausing, beside a time of their own. */
export const PAUSE_CHOICES = ['hour', 'evening', 'morning', 'resumed'] as const
export type PauseChoice = (typeof PAUSE_CHOICES)[number]

const HOUR_MS = 3_600_000
const EVENING_HOUR = 20
const MORNING_HOUR = 8

/**
 * When a pause chosen now ends: epoch ms by this device's wall clock, `null` for until resumed. From 20:00 on,
 * this evening is over: midnight is meant.
 */
export function pauseUntil(choice: PauseChoice, now: number): number | null {
  switch (choice) {
    case 'hour':
      return now + HOUR_MS
    case 'evening': {
      const evening = atHour(now, { days: 0, hour: EVENING_HOUR })
      return evening > now ? evening : atHour(now, { days: 1, hour: 0 })
    }
    case 'morning':
      return atHour(now, { days: new Date(now).getHours() < MORNING_HOUR ? 0 : 1, hour: MORNING_HOUR })
    default:
      choice satisfies 'resumed'
      return null
  }
}

function atHour(now: number, { days, hour }: { days: number; hour: number }): number {
  const date = new Date(now)
  date.setDate(date.getDate() + days)
  return date.setHours(hour, 0, 0, 0)
}

/** What a field of kind `datetime-local` holds, as epoch ms; `null` when it is empty, broken or not to come. */
export function readUntil(typed: string, now: number): number | null {
  const at = new Date(typed).getTime()
  return Number.isFinite(at) && at > now ? at : null
}

/** An epoch ms as a field of kind `datetime-local` writes it. */
export function writeUntil(at: number): string {
  const date = new Date(at)
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

const two = (part: number) => String(part).padStart(2, '0')
