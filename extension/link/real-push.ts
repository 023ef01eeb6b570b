import type { PushService, PushTicket } from '../ports/push.ts'

import { within } from '../real/within.ts'
import { fromBase64Url, toBase64Url } from './base64.ts'

/** A push service that cannot be reached is not waited for longer: the worker would not live to hear it. */
const ANSWER_MS = 20_000

/** The push service of a Chromium, by the registration of the extension's own worker; elsewhere there is none. */
export const realPush: PushService = {
  async current() {
    const stands = await managerOf()
      ?.getSubscription()
      .catch(() => null)
    return stands === null || stands === undefined ? null : ticketOf(stands)
  },
  async subscribe(key) {
    const manager = managerOf()
    const applicationServerKey = fromBase64Url(key)
    if (manager === null || applicationServerKey === null) return { ok: false, why: 'unavailable' }
    try {
      const stands = await manager.getSubscription()
      const known = stands?.options.applicationServerKey ?? null
      if (stands !== null && (known === null || toBase64Url(new Uint8Array(known)) !== key))
        await stands.unsubscribe()
      // Since Chrome 121 an extension may be woken without a notification of the worker's own: ours come by another API.
      const given = await within(
        ANSWER_MS,
        manager
          .subscribe({ userVisibleOnly: false, applicationServerKey })
          .catch(() => manager.subscribe({ userVisibleOnly: true, applicationServerKey })),
      )
      const ticket = given === null ? null : ticketOf(given)
      return ticket === null ? { ok: false, why: 'refused' } : { ok: true, ticket }
    } catch {
      return { ok: false, why: 'refused' }
    }
  },
  async unsubscribe() {
    const stands = await managerOf()
      ?.getSubscription()
      .catch(() => null)
    await stands?.unsubscribe().catch(() => false)
  },
}

function managerOf(): PushManager | null {
  const { pushManager }: { pushManager?: unknown } = Object(Reflect.get(globalThis, 'registration'))
  return typeof PushManager === 'function' && pushManager instanceof PushManager ? pushManager : null
}

function ticketOf(given: PushSubscription): PushTicket | null {
  const { endpoint, keys: { p256dh, auth } = {} } = given.toJSON()
  if (endpoint === undefined || p256dh === undefined || auth === undefined) return null
  return { endpoint, keys: { p256dh, auth } }
}
