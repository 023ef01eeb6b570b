import type { Environment } from '../environment.ts'
import type {
  PageAnswers,
  PageMessage,
  PageMessageOf,
  PageMessageType,
  Refused,
  TabAnswers,
  TabMessage,
} from '../messages.ts'
import type { From, Sender } from '../sender.ts'

import { parsePageMessage, parseTabMessage } from '../parse-messages.ts'
import { senderOf } from '../sender.ts'
import { pageHandlers } from './page-handlers.ts'
import { tabHandlers } from './tab-handlers.ts'

export type PageHandlers = {
  [T in PageMessageType]: (env: Environment, message: PageMessageOf<T>) => Promise<PageAnswers[T]>
}

/** Where a script of ours stands, as the browser says. */
export type InTab = Extract<From, { kind: 'tab' }>

export type TabHandlers = {
  [T in TabMessage['type']]: (
    env: Environment,
    message: Extract<TabMessage, { type: T }>,
    tab: InTab,
  ) => Promise<TabAnswers[T]>
}

/**
 * The one place where messages come in. Our own pages may ask for everything; a script in a web page may only say where
 * it is and what it read or pointed at; nobody else is answered anything.
 */
export async function route(env: Environment, message: unknown, sender: Sender): Promise<unknown> {
  const from = senderOf(sender, { id: env.runtime.id, origin: originOf(env.runtime.url('/')) })
  try {
    switch (from.kind) {
      case 'own-page':
        return await answerPage(env, parsePageMessage(message))
      case 'tab':
        return await answerTab(env, parseTabMessage(message), from)
      default:
        from satisfies { kind: 'stranger' }
        return refuse('sender')
    }
  } catch (error) {
    env.warn(error)
    return refuse('failed')
  }
}

const refuse = (refused: Refused['refused']): Refused => ({ refused })

const originOf = (address: string): string => {
  const { protocol, host } = new URL(address)
  return `${protocol}//${host}`
}

function answerPage(env: Environment, message: PageMessage | null): Promise<unknown> | Refused {
  if (message === null) return refuse('shape')
  // The name of the message picks the handler of that very message.
  const handle = pageHandlers[message.type] as (env: Environment, message: PageMessage) => Promise<unknown>
  return handle(env, message)
}

function answerTab(env: Environment, message: TabMessage | null, tab: InTab): Promise<unknown> | Refused {
  if (message === null) return refuse('shape')
  const handle = tabHandlers[message.type] as (
    env: Environment,
    message: TabMessage,
    tab: InTab,
  ) => Promise<unknown>
  return handle(env, message, tab)
}
