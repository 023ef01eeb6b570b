import type { Context } from '../context.ts'

import { rememberLane } from '../store/lanes.ts'
import { watchesOfHost } from '../store/watches.ts'

/** Makes a lane's schedule equal to the watches of its host in D1. Idempotent; also wakes a lane that fell silent. */
export async function planLane(context: Context, host: string): Promise<void> {
  const watches = await watchesOfHost(context.env.DB, host)
  await rememberLane(context.env.DB, host, context.now())
  await context.env.LANE.getByName(host).sync(host, watches)
}
