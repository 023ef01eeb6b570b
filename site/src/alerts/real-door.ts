import type { FirstChoices } from './door.ts'
import type { AlertsDoor } from './door.ts'
import type { OwnChoices } from '#core/subscription.ts'

import { makeClient } from '#relay/client.ts'

import { ask } from '../admin/ask.ts'

/** The message with the link leaves while the answer is waited for. */
const MAIL_MS = 40_000

const usual = { onSignedOut: () => {} }
const one = (token: string) => ({ param: { token } })
const plain = ({ locale, timeZone, watches }: FirstChoices) => ({
  locale,
  timeZone,
  watches: listOf(watches),
})
const listOf = (watches: OwnChoices['watches']) => (watches === 'all' ? watches : [...watches])

/** The door over the relay's API, at the page's own origin. */
export function makeAlertsDoor(): AlertsDoor {
  const { api } = makeClient(location.origin)
  const own = api.subscriptions
  return {
    ways: () => ask((init) => api.ways.$get({}, { init }), usual),
    pushKey: () => ask((init) => api['push-key'].$get({}, { init }), usual),
    byPush: (keys, choices, replaces) => {
      const before = replaces === null ? {} : { replaces }
      const json = { channel: 'web-push' as const, ...keys, ...plain(choices), ...before }
      return ask((init) => own.$post({ json }, { init }), usual)
    },
    byMail: (address, choices) =>
      ask((init) => own.$post({ json: { channel: 'email', address, ...plain(choices) } }, { init }), {
        ...usual,
        withinMs: MAIL_MS,
      }),
    read: (token) => ask((init) => own[':token'].$get(one(token), { init }), usual),
    change: (token, { watches, always, ...rest }) => {
      const lists = {
        ...(watches === undefined ? {} : { watches: listOf(watches) }),
        ...(always === undefined ? {} : { always: [...always] }),
      }
      return ask(
        (init) => own[':token'].$patch({ ...one(token), json: { ...rest, ...lists } }, { init }),
        usual,
      )
    },
    confirm: (token) => ask((init) => own[':token'].confirm.$post(one(token), { init }), usual),
    recent: (token) => ask((init) => own[':token'].alerts.$get(one(token), { init }), usual),
    answer: (token, answer) =>
      ask((init) => own[':token'].answer.$post({ ...one(token), json: answer }, { init }), usual),
    invite: (token) => ask((init) => own[':token'].invitation.$post(one(token), { init }), usual),
    accept: (token, code) =>
      ask((init) => own[':token'].accept.$post({ ...one(token), json: { code } }, { init }), usual),
    dropSecond: (token) => ask((init) => own[':token'].second.$delete(one(token), { init }), usual),
    erase: (token) => ask((init) => own[':token'].$delete(one(token), { init }), usual),
    exportUrl: (token) => own[':token'].export.$url(one(token)).pathname,
    countTelegramClick() {
      api.analytics['telegram-click'].$post({}, { init: { keepalive: true } }).catch(() => {})
    },
  }
}
