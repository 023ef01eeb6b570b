import type { LocalAlert } from '../../db/types.ts'
import type { Environment } from '../../environment.ts'

import { isQuiet } from '#core/quiet.ts'

import { findFollow } from '../../db/follows.ts'
import { isPaused } from '../../paused.ts'
import { readSettings } from '../read-settings.ts'
import { mannersOf } from './announce.ts'
import { noteOf } from './note.ts'
import { pushedNotice } from './notices.ts'

/**
 * Says a seat that could not be kept, for example on a full disk: it is told all the same, once for as long as its
 * notification stands.
 */
export async function announceUnkept(env: Environment, alert: LocalAlert): Promise<void> {
  const settings = await readSettings(env)
  const follow = await findFollow(await env.db(), alert.followId)
  const now = env.clock.now()
  if (follow === null || follow.retiredAt !== null) return
  if (isPaused(follow.paused, now) || isPaused(settings.pausedAll, now)) return
  const notice = pushedNotice(follow.id)
  if ((await env.notifications.standing()).includes(notice)) return
  const silent = isQuiet(mannersOf(settings), now, follow.id)
  await env.notifications.show(
    notice,
    noteOf({ alert, follow }, { language: settings.language, now, silent }),
  )
}
