import type { Context } from '../context.ts'

import { HANDLE_PREFIX, markOf } from '#core/subscriber-handle.ts'

import { settleSetting } from '../store/settings.ts'
import { listChatIds } from '../store/subscribers.ts'
import { hmac, toHex } from './hash-password.ts'

const KEY = 'subscriber.handle-key'
const SIGNS = 16

/**
 * What a subscriber is called outside the relay: its id, which is random, but for the chat of the environment, whose id
 * holds its number. That one goes by a keyed hash: nobody can find the number by trying.
 */
export async function handleOf(context: Context, id: string): Promise<string> {
  if (!id.startsWith('telegram:')) return id
  const key = await settleSetting(context.env.DB, KEY, toHex(crypto.getRandomValues(new Uint8Array(32))))
  return HANDLE_PREFIX + (await hmac(key, id)).slice(0, SIGNS)
}

/** The id of the subscriber that goes by this handle; what is no handle is an id. */
export async function idOf(context: Context, handle: string): Promise<string> {
  if (!handle.startsWith(HANDLE_PREFIX)) return handle
  for (const id of await listChatIds(context.env.DB)) if ((await handleOf(context, id)) === handle) return id
  return handle
}

/** Those that go by a handle, and whose mark begins so. */
export async function idsByMark(context: Context, mark: string): Promise<string[]> {
  const ids = await listChatIds(context.env.DB)
  const marks = await Promise.all(ids.map(async (id) => markOf(await handleOf(context, id))))
  return ids.filter((_, at) => marks[at]?.startsWith(mark) === true)
}
