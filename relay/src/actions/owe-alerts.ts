import type { AlertContent, ChannelName, OwedAlert } from '#core/alert.ts'
import type { Context } from '../context.ts'

type Subscriber = { id: string; channel: ChannelName }

/** Where alerts show when nothing else is configured: the site's log and the console. */
const LOG_SUBSCRIBER: Subscriber = { id: 'log', channel: 'log' }

/** One alert for each subscriber, not yet stored: give each to `oweAlert` in the batch of its cause. */
export function oweToEveryone(context: Context, content: AlertContent): OwedAlert[] {
  return [oweTo(context, chatOrLog(context), content)]
}

/** As `oweToEveryone`, for what only the operator must know. The operator reads the same chat. */
export function oweToOperator(context: Context, content: AlertContent): OwedAlert[] {
  return [oweTo(context, chatOrLog(context), content)]
}

/** That an alert has ended without arriving: for the operator, by another way than the one that failed. */
export function oweUndeliverable(
  context: Context,
  failed: Omit<Extract<AlertContent, { kind: 'undeliverable' }>, 'kind'>,
): OwedAlert[] {
  return failed.channel === 'log'
    ? []
    : [oweTo(context, LOG_SUBSCRIBER, { kind: 'undeliverable', ...failed })]
}

function oweTo(context: Context, subscriber: Subscriber, content: AlertContent): OwedAlert {
  return {
    id: context.newId(),
    subscriberId: subscriber.id,
    channel: subscriber.channel,
    content,
    createdAt: context.now(),
  }
}

function chatOrLog({ config }: Context): Subscriber {
  return config.telegram === null
    ? LOG_SUBSCRIBER
    : { id: `telegram:${config.telegram.chatId}`, channel: 'telegram' }
}
