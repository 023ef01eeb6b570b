import type { Follow } from '../db/types.ts'
import type { Environment, Settings } from '../environment.ts'
import type { PageHandlers } from './router.ts'

import { findFollow, listFollows } from '../db/follows.ts'
import { sayFalseAlarm } from '../link/false-alarm.ts'
import { startPairing, unpair } from '../link/pairing.ts'
import { syncPush } from '../link/push.ts'
import { isSamePage } from '../link/page-key.ts'
import { readRelay } from '../link/read-relay.ts'
import { readAddress } from '../models/address.ts'
import { isPaused } from '../settings.ts'
import { testAlert } from './alert/announce.ts'
import { markSeen } from './alert/answer.ts'
import { visit } from './alert/visit.ts'
import { followsChanged } from './changed.ts'
import { edit, exportAll, follow, importFollows } from './follow.ts'
import { markOffers, startPick } from './in-page.ts'
import { checkNow } from './looking/check-now.ts'
import { startLooking } from './looking/start.ts'
import { pause, resume } from './pause.ts'
import { removeFollow, undoRemove } from './remove.ts'
import { changeSettings, readSettings } from './settings.ts'
import { publish } from './snapshot.ts'
import { suggestHere } from './suggest.ts'

/** What our own pages may ask of the worker. */
export const pageHandlers: PageHandlers = {
  suggest: suggestHere,
  async follow(env, { draft }) {
    const answer = await follow(env, draft)
    if (answer.kind === 'followed') {
      await followsChanged(env)
      // A page that stands open says by itself what it shows.
      if (!(await standsOpen(env, answer.follow))) later(env, checkNow(env, answer.follow.id))
    }
    return answer
  },
  async edit(env, { id, change }) {
    const answer = await edit(env, id, change)
    if (answer.kind === 'followed') await followsChanged(env)
    return answer
  },
  pause: async (env, { id, until }) => done(env, await pause(env, id, { until })),
  resume: async (env, { id }) => done(env, await resume(env, id)),
  remove: async (env, { id }) => done(env, await removeFollow(env, id)),
  undo: async (env, { id }) => done(env, await undoRemove(env, id)),
  async 'check-now'(env, { id }) {
    const ids = id === null ? await watchedIds(env) : [id]
    for (const one of ids) await checkNow(env, one)
    return { done: ids.length > 0 }
  },
  seen: async (env, { id }) => ({ done: await markSeen(env, [id]) }),
  'false-alarm': async (env, { id }) => ({ done: await sayFalseAlarm(env, id) }),
  async visit(env, { id }) {
    const known = await findFollow(await env.db(), id)
    return { done: known !== null && (await visit(env, known)) }
  },
  mark: async (env, { id }) => ({ done: await markOffers(env, id) }),
  pick: async (env, { purpose }) => ({ done: await startPick(env, purpose) }),
  'test-alert': testAlert,
  async pair(env, { relay }) {
    const read = readAddress(relay)
    if (read.ok) await takeSettings(env, { relay: read.address })
    const answer = await startPairing(env, relay)
    await publish(env)
    return answer
  },
  async unpair(env) {
    const isDone = await unpair(env)
    await publish(env)
    return { done: isDone }
  },
  async refresh(env) {
    const isDone = await readRelay(env, { eager: true })
    await publish(env)
    return { done: isDone }
  },
  async settings(env, { change }) {
    await takeSettings(env, change)
    return { done: true }
  },
  async access(env) {
    await startLooking(env, 'access')
    await publish(env)
    return { done: true }
  },
  async import(env, { text }) {
    const answer = await importFollows(env, text)
    if (answer.added > 0) await followsChanged(env)
    return answer
  },
  export: exportAll,
}

async function done(env: Environment, isDone: boolean): Promise<{ done: boolean }> {
  if (isDone) await followsChanged(env)
  return { done: isDone }
}

async function takeSettings(env: Environment, change: Partial<Settings>): Promise<void> {
  const before = await readSettings(env)
  const after = await changeSettings(env, change)
  if (before.relay !== after.relay) {
    // The pairing was with the relay of before.
    await unpair(env)
    later(env, readRelay(env, { eager: true }))
  }
  if (before.relay !== after.relay || before.push !== after.push) later(env, syncPush(env, { anew: true }))
  await followsChanged(env)
}

async function watchedIds(env: Environment): Promise<string[]> {
  const now = env.clock.now()
  const follows = await listFollows(await env.db())
  return follows.filter((one) => one.retiredAt === null && !isPaused(one.paused, now)).map(({ id }) => id)
}

async function standsOpen(env: Environment, { host, url }: Follow): Promise<boolean> {
  const tabs = await env.tabs.ofHost(host)
  return tabs.some((tab) => tab.url !== null && !tab.discarded && isSamePage(tab.url, url))
}

/** What the asker need not wait for. */
function later(env: Environment, work: Promise<unknown>): void {
  work.catch((error: unknown) => env.warn(error))
}
