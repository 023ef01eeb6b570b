import type { PushKeys } from './door.ts'

import { leavePushToken } from './push-token.ts'

/** Whether this browser can be told: `home-screen` when it could, once the page is installed there. */
export type PushSupport = 'ready' | 'browser' | 'insecure' | 'home-screen'

/** This browser's own notifications. `subscribe` throws when its push service refuses. */
export type PushDevice = {
  support: () => PushSupport
  isDenied: () => boolean
  /** To be called within the person's click. */
  ask: () => Promise<NotificationPermission>
  current: () => Promise<PushKeys | null>
  subscribe: (key: string) => Promise<PushKeys>
  unsubscribe: () => Promise<void>
  /** Leaves this browser's secret to its service worker, or takes it away. Never throws. */
  leave: (token: string | null) => Promise<void>
}

const WORKER = '/push-worker.js'

export const realPushDevice: PushDevice = {
  support() {
    if (!isSecureContext) return 'insecure'
    if ('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window) return 'ready'
    return /iPhone|iPad|iPod/.test(navigator.userAgent) ? 'home-screen' : 'browser'
  },
  isDenied: () => Notification.permission === 'denied',
  ask: () => Notification.requestPermission(),
  async current() {
    const registration = await navigator.serviceWorker.getRegistration()
    const subscription = await registration?.pushManager.getSubscription()
    return subscription === undefined || subscription === null ? null : readKeys(subscription)
  },
  async subscribe(key) {
    await navigator.serviceWorker.register(WORKER)
    const { pushManager } = await navigator.serviceWorker.ready
    // One that was made for another key stands in the way of ours.
    const old = await pushManager.getSubscription()
    if (old !== null && !isFor(old, key)) await old.unsubscribe()
    return readKeys(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }))
  },
  async unsubscribe() {
    const registration = await navigator.serviceWorker.getRegistration()
    const subscription = await registration?.pushManager.getSubscription()
    await subscription?.unsubscribe()
  },
  leave: leavePushToken,
}

function readKeys(subscription: PushSubscription): PushKeys {
  const { endpoint, keys } = subscription.toJSON()
  const { p256dh, auth } = keys ?? {}
  if (endpoint === undefined || p256dh === undefined || auth === undefined)
    throw new Error('a push subscription without keys')
  return { endpoint, keys: { p256dh, auth } }
}

function isFor({ options }: PushSubscription, key: string): boolean {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer())
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') === key
}
