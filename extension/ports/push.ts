/** What a push service gave, as the relay wants it. */
export type PushTicket = { endpoint: string; keys: { p256dh: string; auth: string } }

export type PushAnswer = { ok: true; ticket: PushTicket } | { ok: false; why: 'unavailable' | 'refused' }

export type PushService = {
  /** What stands now; `null` when nothing does. */
  current: () => Promise<PushTicket | null>
  /** `key`: of the relay, base64url. What stands for another key is replaced. Never throws. */
  subscribe: (key: string) => Promise<PushAnswer>
  unsubscribe: () => Promise<void>
}
