import type { AlertContent, ChannelName, OwedAlert } from '#core/alert.ts'
import type { Context } from '../context.ts'

export type Subscriber = { id: string; channel: ChannelName }

/** Where alerts show when nothing else is configured: the site's log and the console. */
export const LOG_SUBSCRIBER: Subscriber = { id: 'log', channel: 'log' }

/** One alert for each subscriber, not yet stored: give each to `oweAlert` in the batch of its cause. */
export function oweToEveryone(context: Context, content: AlertContent): OwedAlert[] {
  return [oweTo(context, chatOrLog(context), content)]
}

/** As `oweToEveryone`, for what only the operator must know. The operator reads the same chat. */
export function oweToOperator(context: Context, content: AlertContent): OwedAlert[] {
  return [oweTo(context, chatOrLog(context), content)]
}

/** One alert for one subscriber, not yet stored. */
export function oweTo(context: Context, subscriber: Subscriber, content: AlertContent): OwedAlert {
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
