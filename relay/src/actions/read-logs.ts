import type { LogLevel, LogLine } from '#core/status.ts'
import type { Context } from '../context.ts'

import { clockTime } from '#core/clock.ts'

/** A line with the names that the old bot's clients read, too. */
export type OldLogLine = LogLine & { timestamp: string; type: LogLevel }

export type LogQuery = {
  after?: number | undefined
  before?: number | undefined
  level?: LogLevel | undefined
  limit: number
}

/** The newest between the two cursors (exclusive), newest last; `total` counts what is kept at that level. */
export async function readLogs(
  context: Context,
  query: LogQuery,
): Promise<{ logs: OldLogLine[]; total: number }> {
  const { lines, total } = await context.env.FEED.getByName('feed').lines(query)
  const logs = lines.map((line) => Object.assign(line, { timestamp: clockTime(line.at), type: line.level }))
  return { logs, total }
}
