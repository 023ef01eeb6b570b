import type { BotAnswer, BotEvent, Change, Scene } from '#core/bot.ts'
import type { Press } from '#core/bot-data.ts'
import type { Subscriber } from '#core/subscriber.ts'
import type { BotCall } from '../channels/telegram-screen.ts'
import type { Context } from '../context.ts'
import type { SubscriberPatch } from '../store/subscribers.ts'
import type { Incoming } from './read-update.ts'

import { converse } from '#core/bot-converse.ts'
import { BOT_WORDS, localeOf } from '#core/bot-words.ts'
import { toPublicWatch, withLiveLook } from '#core/public-watch.ts'
import { newState } from '#core/new-state.ts'

import { answerRows, markCall, noticeCall, replyCall, whichRows } from '../channels/telegram-screen.ts'
import { readAlerts } from '../store/alerts.ts'
import { answerable } from '../store/answers.ts'
import { digestOf } from '../store/gathering.ts'
import { readStates } from '../store/states.ts'
import { isSomebodysSecond } from '../store/subscriber-counts.ts'
import { moveSubscriber } from '../store/subscriber-upkeep.ts'
import {
  disableSubscriber,
  eraseSubscriber,
  getSubscriber,
  patchSubscriber,
  subscriberAt,
  upsertSubscriber,
} from '../store/subscribers.ts'
import { listWatches } from '../store/watches.ts'
import { acknowledgeAlert } from './acknowledge.ts'
import { makeInvitation, readInvitation } from './invitation.ts'
import { liveLooks } from './read-status.ts'
import { readUpdate } from './read-update.ts'
import { tellAccepted } from './second-person.ts'
import { keepRemoved } from './subscription-watches.ts'
import { tell } from './tell.ts'

export type BotSelf = {
  /** Without the sign before it. */
  name: string
  /** Whether this person is an admin of the chat. Throws when Telegram does not say. */
  isAdmin: (chatId: string, userId: string) => Promise<boolean>
}

/**
 * Does what an update asks and says what is to be sent. A second time it changes nothing more. Throws when D1 or Telegram
 * does not answer; then it is to be called again.
 */
export async function answerUpdate(context: Context, body: string, self: BotSelf): Promise<BotCall[]> {
  const incoming = readUpdate(body, self.name)
  if (incoming === null) return []
  const { event, queryId } = incoming
  if (event.type === 'press' && event.press?.on === 'answer')
    return await answerAlert(context, incoming, { self, press: event.press, messageId: event.messageId })
  const scene = await sceneOf(context, incoming, self)
  const answer = converse(event, scene)
  for (const change of answer.changes) await apply(context, change)
  await tellInviter(context, scene, answer)
  return callsOf(answer, queryId)
}

/** Who asked by another channel than this bot hears there that somebody accepted. */
async function tellInviter(
  context: Context,
  { invitedBy }: Scene,
  { changes: made }: BotAnswer,
): Promise<void> {
  if (invitedBy === null || invitedBy.channel === 'telegram') return
  const isNew = made.some(
    ({ subscriber }) => subscriber.id === invitedBy.id && subscriber.escalateTo !== invitedBy.escalateTo,
  )
  if (isNew) await tellAccepted(context, invitedBy)
}

function callsOf({ replies, notice }: BotAnswer, queryId: string | null): BotCall[] {
  return [...(queryId === null ? [] : [noticeCall(queryId, notice)]), ...replies.map(replyCall)]
}

async function sceneOf(context: Context, incoming: Incoming, self: BotSelf): Promise<Scene> {
  const { event, addresses } = incoming
  const person = await personAt(context, addresses)
  const [watches, mayChange, invitedBy, isSecond] = await Promise.all([
    watchesFor(context, person, event),
    changes(event) ? mayDecide(incoming, self) : true,
    inviterIn(context, event),
    person === null ? false : isSomebodysSecond(context.env.DB, person.id),
  ])
  const asksForLink = event.type === 'press' && event.press?.on === 'invite' && person !== null && mayChange
  return {
    now: context.now(),
    person,
    isSecond,
    newId: context.newId(),
    first: context.config.firstChoices,
    watches,
    mayChange,
    botName: self.name,
    invitation: asksForLink ? await makeInvitation(context, person.id) : null,
    invitedBy,
  }
}

async function personAt(context: Context, addresses: readonly string[]): Promise<Subscriber | null> {
  for (const address of addresses) {
    const person = await subscriberAt(context.env.DB, 'telegram', address)
    if (person !== null) return person
  }
  return null
}

/** Whether an event may change something, so that it matters who does it. */
function changes(event: BotEvent): boolean {
  if (event.type === 'command') return event.command !== 'aide' && event.command !== 'statut'
  return event.type === 'press' && event.press !== null && event.press.on !== 'status'
}

async function mayDecide({ event, author }: Incoming, self: BotSelf): Promise<boolean> {
  if (event.chat.kind === 'private' || author === 'chat') return true
  return author !== null && (await self.isAdmin(event.chat.id, author))
}

/** Readers see what is public; the operator sees all. What lanes saw last is asked only when it is shown. */
async function watchesFor(
  context: Context,
  person: Subscriber | null,
  event: BotEvent,
): Promise<Scene['watches']> {
  if (event.type !== 'command' && event.type !== 'press') return []
  const { DB } = context.env
  const [all, states] = await Promise.all([listWatches(DB), readStates(DB)])
  const seen = all.filter((watch) => watch.public || person?.role === 'operator')
  const shows =
    (event.type === 'command' && event.command === 'statut') ||
    (event.type === 'press' && event.press?.on === 'status')
  const live = shows ? await liveLooks(context, seen) : new Map<string, never>()
  return seen.map((watch) => {
    const state = withLiveLook(states.get(watch.id) ?? newState(watch.id), live.get(watch.id))
    return toPublicWatch(watch, state, context.now())
  })
}

async function inviterIn(context: Context, event: BotEvent): Promise<Subscriber | null> {
  if (event.type === 'press')
    return event.press?.on === 'accept' ? await readInvitation(context, event.press.token) : null
  const isLink = event.type === 'command' && event.command === 'start' && event.argument.startsWith('e_')
  return isLink ? await readInvitation(context, event.argument.slice(2)) : null
}

async function apply(context: Context, change: Change): Promise<void> {
  const { DB } = context.env
  const { subscriber } = change
  const at = context.now()
  switch (change.type) {
    case 'begin':
      await upsertSubscriber(DB, { ...subscriber, tokenHash: null })
      return
    case 'change':
      await patchSubscriber(DB, subscriber.id, {
        ...(await keepRemoved(context, change.before, difference(change.before, subscriber))),
        at,
      })
      return
    case 'erase':
      await DB.batch(eraseSubscriber(DB, subscriber.id))
      return
    case 'move':
      await DB.batch(moveSubscriber(DB, { id: subscriber.id, to: change.to, at }))
      return
    default:
      await DB.batch(disableSubscriber(DB, { id: subscriber.id, why: change.why, at }))
      await tell(context, { level: 'error', message: BOT_WORDS.fr.operatorLeft })
  }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Only what was chosen now: what another way in has changed meanwhile stays. */
function difference(before: Subscriber, after: Subscriber): SubscriberPatch {
  const { locale, timeZone, watches, quiet, always, loudness, escalateTo, pausedUntil, state } = after
  const wanted = { locale, timeZone, watches, quiet, always, loudness, escalateTo, pausedUntil, state }
  const changed = Object.entries(wanted).filter(
    ([name, value]) => !same(value, Object.entries(before).find(([key]) => key === name)?.[1]),
  )
  return Object.fromEntries(changed)
}

type Asked = { self: BotSelf; press: Extract<Press, { on: 'answer' }>; messageId: number }

/** Anybody in a group may answer its alerts; in a channel, which is read by strangers, only its admins. */
async function answerAlert(
  context: Context,
  incoming: Incoming,
  { self, press, messageId }: Asked,
): Promise<BotCall[]> {
  const { event, addresses, links } = incoming
  const queryId = incoming.queryId ?? ''
  const { alertId, answer } = press
  const [alert] = await readAlerts(context.env.DB, [alertId])
  const owner = alert === undefined ? null : await getSubscriber(context.env.DB, alert.subscriberId)
  const words = BOT_WORDS[owner?.locale ?? localeOf(event.language)]
  if (owner === null || owner.channel !== 'telegram' || !addresses.includes(owner.address))
    return [noticeCall(queryId, words.tooOld)]
  if (event.chat.kind === 'channel' && !(await mayDecide(incoming, self)))
    return [noticeCall(queryId, words.adminsOnly)]
  const done = await acknowledgeAlert(context, { alertId, subscriberId: owner.id, outcome: answer })
  if (done.kind === 'unknown') return [noticeCall(queryId, words.tooOld)]
  const at = { chatId: event.chat.id, messageId, links }
  const which = { answer, locale: owner.locale }
  if (done.kind === 'which')
    return [
      noticeCall(queryId, words.whichMatch),
      markCall(at, whichRows(done.matters, { ...which, digestId: alertId })),
    ]
  const isListed = alert?.content.kind === 'opened'
  const listed = isListed ? await listedWith(context, alertId, owner.id) : null
  const rows =
    listed === null
      ? answerRows({ alertId, locale: owner.locale, chosen: answer })
      : whichRows(listed.matters, { ...which, digestId: listed.digestId })
  return [noticeCall(queryId, words.answered[answer]), markCall(at, rows)]
}

/** The digest that told this alert, with everything in it and what was answered; `null` when it stood alone. */
async function listedWith({ env }: Context, alertId: string, subscriberId: string) {
  const digest = await digestOf(env.DB, alertId)
  if (digest === null) return null
  return { digestId: digest.id, matters: await answerable(env.DB, subscriberId, { alertId: digest.id }) }
}
