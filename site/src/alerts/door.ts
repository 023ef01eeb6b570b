import type { Answer } from '../admin/trouble.ts'
import type { OwnChoices, Subscription, Ways } from '#core/subscription.ts'

/** What a browser gives out of its push subscription. */
export type PushKeys = { endpoint: string; keys: { p256dh: string; auth: string } }

export type FirstChoices = Pick<OwnChoices, 'locale' | 'timeZone' | 'watches'>

type Subscribed = { state: 'active' | 'pending'; token: string | null }

/** The way to the relay for whoever wants alerts. No call throws. */
export type AlertsDoor = {
  ways: () => Promise<Answer<Ways>>
  pushKey: () => Promise<Answer<{ key: string }>>
  byPush: (keys: PushKeys, choices: FirstChoices) => Promise<Answer<Subscribed>>
  byMail: (address: string, choices: FirstChoices) => Promise<Answer<Subscribed>>
  read: (token: string) => Promise<Answer<Subscription>>
  change: (token: string, change: Partial<OwnChoices>) => Promise<Answer<Subscription>>
  confirm: (token: string) => Promise<Answer<Subscription>>
  erase: (token: string) => Promise<Answer<unknown>>
  exportUrl: (token: string) => string
  countTelegramClick: () => void
}
