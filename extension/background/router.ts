import type { Environment } from '../environment.ts'
import type {
  PageAnswers,
  PageMessageOf,
  PageMessageType,
  Refused,
  TabAnswers,
  TabMessage,
} from '../messages.ts'
import type { From, Sender } from '../sender.ts'

import { isRecord } from '#core/parse.ts'

import { pageParsers, tabParsers } from '../parse-messages.ts'
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
        return await answerPage(env, message)
      case 'tab':
        return await answerTab(env, message, from)
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

async function answerPage(env: Environment, message: unknown): Promise<unknown> {
  const type = typeOf(message)
  return isKey(pageParsers, type) ? await takePage(env, type, message) : refuse('shape')
}

async function takePage<T extends PageMessageType>(
  env: Environment,
  type: T,
  message: unknown,
): Promise<PageAnswers[T] | Refused> {
  const read = pageParsers[type](message)
  return read === undefined ? refuse('shape') : await pageHandlers[type](env, read)
}

async function answerTab(env: Environment, message: unknown, tab: InTab): Promise<unknown> {
  const type = typeOf(message)
  return isKey(tabParsers, type) ? await takeTab(env, { type, message, tab }) : refuse('shape')
}

async function takeTab<T extends TabMessage['type']>(
  env: Environment,
  { type, message, tab }: { type: T; message: unknown; tab: InTab },
): Promise<TabAnswers[T] | Refused> {
  const read = tabParsers[type](message)
  return read === undefined ? refuse('shape') : await tabHandlers[type](env, read, tab)
}

const typeOf = (message: unknown): unknown => (isRecord(message) ? message.type : null)

function isKey<K extends string>(table: Record<K, unknown>, key: unknown): key is K {
  return typeof key === 'string' && Object.hasOwn(table, key)
}
