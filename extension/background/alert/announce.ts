import type { Database } from '../../db/database.ts'
import type { Follow, LocalAlert } from '../../db/types.ts'
import type { Environment, Settings } from '../../environment.ts'
import type { StateEvent } from '#core/state.ts'
import type { Manners, Move } from './plan.ts'

import { isQuiet } from '#core/quiet.ts'

import { listAlerts } from '../../db/alerts.ts'
import { isPaused } from '../../settings.ts'
import { readSettings } from '../read-settings.ts'
import { publish } from '../snapshot.ts'
import { makeTurns } from '../turns.ts'
import { lookNote, testNote } from './note.ts'
import { lookNotice, TEST } from './notices.ts'
import { planOf } from './plan.ts'

/** What happened to one follow, as `core/state.ts` tells it. */
export type News = { followId: string; event: StateEvent }

/** One announcement at a time: each begins with what the one before has said. */
const inTurn = makeTurns()

/**
 * Says all that is owed, and nothing twice: notifications, the sound, the icon. What a worker that died had still to
 * say stands in the alerts; `news` brings only what is no alert. Call it after everything that changes what is known,
 * and at every start. `quiet`: the caller publishes soon, so that only what was said is shown at once. Never throws.
 */
export function announce(env: Environment, news: readonly News[] = [], quiet = false): Promise<void> {
  return inTurn(async () => {
    let isSaid = true
    try {
      isSaid = await say(env, news)
    } catch (error) {
      env.warn(error)
    }
    if (isSaid || !quiet) await publish(env)
  })
}

/** Whether there was anything to say. */
async function say(env: Environment, news: readonly News[]): Promise<boolean> {
  const db = await env.db()
  const [settings, follows, alerts] = await Promise.all([
    readSettings(env),
    db.follows.toArray(),
    listAlerts(db),
  ])
  const manners = mannersOf(settings)
  const allowed = await env.notifications.areAllowed()
  let loudest: boolean | null = null
  const moves = planOf({ alerts, follows, manners, now: env.clock.now() })
  for (const move of moves) {
    const done = await make(env, move, allowed)
    if (done === 'failed') continue
    await keep(db, move, { at: env.clock.now(), heard: done === 'shown' })
    if (move.do === 'show' && move.loud) loudest = loudest === false ? false : move.note.silent
  }
  if (settings.sound.on && loudest === false) void env.sound.ring(settings.sound.volume)
  if (allowed) await sayLooks(env, news, { manners, follows, alerts })
  return moves.length + news.length > 0
}

/** What alerts go by, from the settings and this device's clock. */
export function mannersOf({ language, quiet, always, pausedAll }: Settings): Manners {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return { language, quiet, always, pausedAll, timeZone }
}

/** `muted`: the person allows no notifications, and the icon says it alone. */
async function make(env: Environment, move: Move, allowed: boolean): Promise<'shown' | 'muted' | 'failed'> {
  const { notifications } = env
  if (move.do === 'clear') {
    await notifications.clear(move.notice)
    return 'shown'
  }
  if (!allowed) return 'muted'
  // One that stands before it was kept as said: the worker died in between, and it was heard.
  const wasHeard = move.first && (await notifications.standing()).includes(move.notice)
  if ((move.first || move.loud) && !wasHeard)
    return (await notifications.show(move.notice, move.note)) ? 'shown' : 'failed'
  // One that the person has put away stays away.
  await notifications.change(move.notice, move.note)
  return 'shown'
}

async function keep(db: Database, move: Move, { at, heard }: { at: number; heard: boolean }): Promise<void> {
  const rings = move.do === 'show' && move.loud
  await db.transaction('rw', db.alerts, async () => {
    for (const [id, said] of move.said) {
      const alert = await db.alerts.get(id)
      if (alert === undefined) continue
      const notifiedAt = alert.notifiedAt ?? (heard && move.do === 'show' ? at : null)
      // What rings anew is to be seen anew.
      const seenAt = rings && move.notice === id ? null : alert.seenAt
      await db.alerts.put({ ...alert, said, notifiedAt, seenAt })
    }
  })
}

type Around = { manners: Manners; follows: readonly Follow[]; alerts: readonly LocalAlert[] }

/** Something to look at, and no seat yet: told softly, once. Beside a seat that is there it would only confuse. */
async function sayLooks(
  env: Environment,
  news: readonly News[],
  { manners, follows, alerts }: Around,
): Promise<void> {
  for (const { followId, event } of news) {
    const follow = follows.find(({ id }) => id === followId)
    if (event.type === 'opened') await env.notifications.clear(lookNotice(followId))
    if (event.type !== 'ambiguous' || follow === undefined) continue
    if (alerts.some(({ followId: of, goneAt }) => of === followId && goneAt === null)) continue
    const now = env.clock.now()
    if (isPaused(follow.paused, now) || isPaused(manners.pausedAll, now)) continue
    await env.notifications.show(lookNotice(followId), lookNote(follow, manners.language))
  }
}

/** What the person would see and hear; quiet hours hold for it too. */
export async function testAlert(env: Environment): Promise<{ shown: boolean; sounded: boolean }> {
  const settings = await readSettings(env)
  const silent = isQuiet(mannersOf(settings), env.clock.now())
  const shown =
    (await env.notifications.areAllowed()) &&
    (await env.notifications.show(TEST, testNote(settings.language, silent)))
  const sounded = settings.sound.on && !silent
  if (sounded) void env.sound.ring(settings.sound.volume)
  return { shown, sounded }
}
