import type { Environment } from '../environment.ts'
import type { KeptPush } from './kept-link.ts'
import type { Settings } from '../settings.ts'

import { announce, mannersOf } from '../background/alert/announce.ts'
import { pushedNote } from '../background/alert/note.ts'
import { pushedNotice } from '../background/alert/notices.ts'
import { readSettings } from '../background/read-settings.ts'
import { publish } from '../background/snapshot.ts'
import { makeTurns } from '../background/turns.ts'
import { listFollows } from '../db/follows.ts'
import { isPaused } from '../settings.ts'
import { isQuiet } from '#core/quiet.ts'
import { readPushed, readPushKey, readSubscribed } from './answers.ts'
import { call } from './call.ts'
import { changeLink, readAnyLink, readKeptLink } from './kept-link.ts'
import { isSamePage } from './page-key.ts'
import { readRelay } from './read-relay.ts'
import { readReading } from './reading.ts'

/** What was refused is asked for again so seldom, or when the person turns it on anew. */
const AGAIN_MS = 3_600_000

/** So seldom the relay is asked whether it still knows a subscription: it may have been set up anew. */
const KNOWN_MS = 24 * 3_600_000

/** A subscription is changed by one at a time. */
const inTurn = makeTurns()

type On = Extract<KeptPush, { state: 'on' }>

/**
 * Makes the relay wake this browser for the watches that are followed, or no more, as the settings say. `anew`: also
 * what was refused of late. Never throws.
 */
export function syncPush(env: Environment, { anew = false }: { anew?: boolean } = {}): Promise<void> {
  return inTurn(async () => {
    try {
      const settings = await readSettings(env)
      const any = await readAnyLink(env)
      if (any !== null && any.push.state === 'on' && (any.origin !== settings.relay || !settings.push))
        await unsubscribe(env, any.origin, any.push)
      if (anew && !settings.push) await env.push.unsubscribe()
      if (settings.relay === null) return
      const { push } = await readKeptLink(env, settings.relay)
      if (!settings.push) {
        if (push.state !== 'off') await keep(env, settings.relay, { state: 'off' })
        return
      }
      if (!anew && (await isIdle(env, settings.relay, push))) return
      await keepOn(env, { relay: settings.relay, settings, push })
    } catch (error) {
      env.warn(error)
    }
  })
}

/** Nothing is tried where nobody answers, nor often where the answer was no. */
async function isIdle(env: Environment, relay: string, push: KeptPush): Promise<boolean> {
  if (push.state === 'refused' && env.clock.now() - push.at < AGAIN_MS) return true
  return (await readReading(env, relay)).problem !== null
}

async function keep(env: Environment, relay: string, push: KeptPush): Promise<void> {
  await changeLink(env, relay, { push })
  await publish(env)
}

async function unsubscribe(env: Environment, origin: string, { token }: On): Promise<void> {
  await env.push.unsubscribe()
  // The relay finds out by itself, at its next push, should it not be there now.
  await call(env, origin, { method: 'DELETE', path: `/api/subscriptions/${token}` })
  await keep(env, origin, { state: 'off' })
}

type Wish = { relay: string; settings: Settings; push: KeptPush }

async function keepOn(env: Environment, { relay, settings, push }: Wish): Promise<void> {
  const follows = await listFollows(await env.db())
  const watches = follows
    .flatMap(({ relayWatchId, retiredAt }) =>
      relayWatchId === null || retiredAt !== null ? [] : [relayWatchId],
    )
    .toSorted()
  const standing = push.state === 'on' ? await env.push.current() : null
  if (push.state === 'on' && standing?.endpoint === push.endpoint) {
    const isOld = Math.abs(env.clock.now() - (push.heardAt ?? push.since)) >= KNOWN_MS
    if (isOld || push.watches.join(' ') !== watches.join(' '))
      await changeWatches(env, { relay, push, watches })
    return
  }
  if (watches.length === 0) return
  const keyed = await call(env, relay, { method: 'GET', path: '/api/push-key' })
  const key = keyed.kind === 'ok' ? readPushKey(keyed.body)?.key : undefined
  if (key === undefined) {
    if (keyed.kind === 'refused') await keep(env, relay, refusedBy('relay', env.clock.now()))
    return
  }
  const given = await env.push.subscribe(key)
  if (!given.ok)
    return await keep(
      env,
      relay,
      given.why === 'unavailable' ? { state: 'unavailable' } : refusedBy('browser', env.clock.now()),
    )
  const { timeZone } = mannersOf(settings)
  const { endpoint, keys } = given.ticket
  const answer = await call(env, relay, {
    method: 'POST',
    path: '/api/subscriptions',
    body: {
      channel: 'web-push',
      endpoint,
      keys,
      locale: settings.language,
      timeZone,
      watches,
      ...(push.state === 'on' ? { replaces: push.endpoint } : {}),
    },
  })
  const subscribed = answer.kind === 'ok' ? readSubscribed(answer.body) : undefined
  const now = env.clock.now()
  if (subscribed !== undefined) {
    const since = push.state === 'on' ? push.since : now
    return await keep(env, relay, {
      state: 'on',
      since,
      token: subscribed.token,
      endpoint,
      watches,
      heardAt: now,
    })
  }
  if (answer.kind === 'refused') await keep(env, relay, refusedBy('relay', now))
}

const refusedBy = (by: 'browser' | 'relay', at: number): KeptPush => ({ state: 'refused', by, at })

async function changeWatches(
  env: Environment,
  { relay, push, watches }: { relay: string; push: On; watches: string[] },
): Promise<void> {
  const path = `/api/subscriptions/${push.token}`
  const answer = await call(env, relay, { method: 'PATCH', path, body: { watches } })
  if (answer.kind === 'ok') await keep(env, relay, { ...push, watches, heardAt: env.clock.now() })
  // The relay has forgotten us: the next time begins anew.
  if (answer.kind === 'refused' && answer.status === 404) await keep(env, relay, { state: 'off' })
}

/**
 * The relay woke this browser: it is asked at once what it saw, and what that is goes its usual way. Only when it does
 * not answer, its message itself is shown, of a followed page alone. `text`: what was pushed, hostile until read.
 * Never throws.
 */
export async function takePush(env: Environment, text: string | null): Promise<void> {
  try {
    if (await readRelay(env, { eager: true })) return await announce(env)
    await showPushed(env, text)
  } catch (error) {
    env.warn(error)
  }
}

async function showPushed(env: Environment, text: string | null): Promise<void> {
  const settings = await readSettings(env)
  const pushed = readPushed(parse(text))
  const now = env.clock.now()
  if (pushed === undefined || settings.relay === null || isPaused(settings.pausedAll, now)) return
  const db = await env.db()
  const follow = (await listFollows(db)).find(({ url }) =>
    pushed.links.some((link) => isSamePage(link.url, url)),
  )
  if (follow === undefined || isPaused(follow.paused, now)) return
  const alerts = await db.alerts.where('followId').equals(follow.id).toArray()
  if (alerts.some(({ goneAt, said }) => goneAt === null && said !== undefined)) return
  const silent = isQuiet(mannersOf(settings), now, follow.id)
  const note = pushedNote(pushed.title, { language: settings.language, now, silent })
  await env.notifications.show(pushedNotice(follow.id), note)
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return null
  }
}
