import type { Context } from '../context.ts'

import { listLanes, rememberLane } from '../store/lanes.ts'
import { listWatches, watchesOfHost } from '../store/watches.ts'

/** Makes a lane's schedule equal to the watches of its host in D1. Idempotent; also wakes a lane that fell silent. */
export async function planLane(context: Context, host: string): Promise<void> {
  const watches = await watchesOfHost(context.env.DB, host)
  await rememberLane(context.env.DB, host, context.now())
  await context.env.LANE.getByName(host).sync(host, watches)
}

/** The same for every host that has a watch, or had one. */
export async function planLanes(context: Context): Promise<void> {
  const watches = await listWatches(context.env.DB)
  const hosts = new Set([...(await listLanes(context.env.DB)), ...watches.map((watch) => watch.host)])
  await Promise.all([...hosts].map((host) => planLane(context, host)))
}
