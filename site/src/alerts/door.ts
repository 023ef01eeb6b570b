import type { Answer } from '../admin/trouble.ts'
import type { AcknowledgedAs } from '#core/alert.ts'
import type { OwnAlert, OwnAnswered } from '#core/own-alert.ts'
import type { OwnChoices, Subscription, Ways } from '#core/subscription.ts'

/** What a browser gives out of its push subscription. */
export type PushKeys = { endpoint: string; keys: { p256dh: string; auth: string } }

export type FirstChoices = Pick<OwnChoices, 'locale' | 'timeZone' | 'watches'>

type Invited = { code: string; url: string; hours: number }

type Subscribed = { state: 'active' | 'pending'; token: string | null }

/** The way to the relay for whoever wants alerts. No call throws. */
export type AlertsDoor = {
  ways: () => Promise<Answer<Ways>>
  pushKey: () => Promise<Answer<{ key: string }>>
  /** `replaces`: the endpoint that this browser had before; all other choices stay. */
  byPush: (keys: PushKeys, choices: FirstChoices, replaces: string | null) => Promise<Answer<Subscribed>>
  byMail: (address: string, choices: FirstChoices) => Promise<Answer<Subscribed>>
  read: (token: string) => Promise<Answer<Subscription>>
  change: (token: string, change: Partial<OwnChoices>) => Promise<Answer<Subscription>>
  confirm: (token: string) => Promise<Answer<Subscription>>
  /** The openings of a day, and what was answered. */
  recent: (token: string) => Promise<Answer<{ alerts: OwnAlert[] }>>
  answer: (
    token: string,
    answer: { releaseId: string; outcome: AcknowledgedAs },
  ) => Promise<Answer<OwnAnswered>>
  invite: (token: string) => Promise<Answer<Invited>>
  accept: (token: string, code: string) => Promise<Answer<unknown>>
  dropSecond: (token: string) => Promise<Answer<Subscription>>
  erase: (token: string) => Promise<Answer<unknown>>
  exportUrl: (token: string) => string
  countTelegramClick: () => void
}
