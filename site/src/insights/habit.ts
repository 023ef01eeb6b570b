/** The hour of the week in which most openings fell; ties go to the first. */
export type Peak = { weekday: number; hour: number; count: number }

/** `hours`: by weekday (Monday first) and hour. `null` without any opening. Pure. */
export function peakOf(hours: readonly (readonly number[])[]): Peak | null {
  let peak: Peak | null = null
  for (const [weekday, row] of hours.entries())
    for (const [hour, count] of row.entries()) if (count > (peak?.count ?? 0)) peak = { weekday, hour, count }
  return peak
}

/** Whole days from the first to the last opening. */
export function daysBetween(firstAt: number | null, lastAt: number | null): number {
  return firstAt === null || lastAt === null ? 0 : Math.floor((lastAt - firstAt) / 86_400_000)
}
