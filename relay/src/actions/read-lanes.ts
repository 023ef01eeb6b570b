import type { Context } from '../context.ts'
import type { LaneReport } from '../rooms.ts'

import { listLanes } from '../store/lanes.ts'
import { listWatches } from '../store/watches.ts'

export type LaneNews = { host: string; wanted: number; report: LaneReport | null }

/** What each lane says of itself beside how many watches it is to look at; `report` is null when it does not answer. */
export async function readLanes(context: Context): Promise<LaneNews[]> {
  const { DB, LANE } = context.env
  const [hosts, watches] = await Promise.all([listLanes(DB), listWatches(DB)])
  const running = watches.filter(({ pausedAt }) => pausedAt === undefined)
  const wanted = Map.groupBy(running, (watch) => watch.host)
  const all = [...new Set([...hosts, ...wanted.keys()])]
  const answers = await Promise.allSettled(all.map((host) => LANE.getByName(host).report()))
  return all.map((host, index) => {
    const answer = answers[index]
    return {
      host,
      wanted: wanted.get(host)?.length ?? 0,
      report: answer?.status === 'fulfilled' ? answer.value : null,
    }
  })
}
