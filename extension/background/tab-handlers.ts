import type { TabHandlers } from './router.ts'

import { findFollow } from '../db/follows.ts'
import { followsChanged } from './changed.ts'
import { addressIn, answerHere } from './here.ts'
import { takePick } from './in-page.ts'
import { takeRead } from './looking/take-read.ts'

/** What a script in a page may tell the worker. */
export const tabHandlers: TabHandlers = {
  here: answerHere,
  async read(env, read, tab) {
    const follow = await findFollow(await env.db(), read.followId)
    if (follow === null || follow.host !== tab.host) return { done: false }
    const now = env.clock.now()
    const at = Math.min(read.at, now)
    await takeRead(env, { ...read, url: addressIn(tab, read.url), at, dataAt: Math.min(read.dataAt, at) })
    return { done: true }
  },
  async picked(env, message, tab) {
    const done = await takePick(env, message, tab)
    if (done) await followsChanged(env)
    return { done }
  },
}
