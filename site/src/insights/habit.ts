export type Peak = { index: number; count: number }

/** The largest of these; `null` when nothing was counted, or when several are as large: none stands out then. Pure. */
export function peakOf(counts: readonly number[]): Peak | null {
  const count = Math.max(0, ...counts)
  const index = counts.indexOf(count)
  return count === 0 || counts.lastIndexOf(count) !== index ? null : { index, count }
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

/** Openings by hour of the day and by day of the week. `hours`: by weekday and hour. Pure. */
export function sumsOf(hours: readonly (readonly number[])[]): { byHour: number[]; byDay: number[] } {
  return {
    byHour: Array.from({ length: 24 }, (_, hour) => sum(hours.map((row) => row[hour] ?? 0))),
    byDay: hours.map(sum),
  }
}

/** Whole days from the first to the last opening, at least one; 0 without any. */
export function daysBetween(firstAt: number | null, lastAt: number | null): number {
  if (firstAt === null || lastAt === null) return 0
  return Math.max(1, Math.floor((lastAt - firstAt) / 86_400_000))
}
