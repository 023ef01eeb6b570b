import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { readUpdate } from './read-update.ts'

const from = { id: 7, is_bot: false, first_name: 'x', language_code: 'fr' }
const personal = { id: 7, type: 'private', first_name: 'x' }
const group = { id: -100, type: 'supergroup', title: 'PMR', username: 'pmr' }
const read = (update: object) => readUpdate(JSON.stringify({ update_id: 1, ...update }), 'Vigie_Bot')
const said = (text: string, chat: object = personal) => read({ message: { message_id: 1, from, chat, text } })

test.each([
  ['/start', { command: 'start', argument: '' }],
  ['/start w_abc-1', { command: 'start', argument: 'w_abc-1' }],
  ['/PAUSE  24 décembre ', { command: 'pause', argument: '24 décembre' }],
  ['/stop@vigie_bot', { command: 'stop' }],
  ['/help', { command: 'aide' }],
  ['/status', { command: 'statut' }],
  ['/constructor', { type: 'words' }],
  ['bonjour', { type: 'words' }],
])('%s', (text, event) => {
  expect(said(text)?.event).toMatchObject(event)
})

test('in a group only commands count, and only ours', () => {
  expect(said('bonjour', group)).toBeNull()
  expect(said('/stop@other_bot', group)).toBeNull()
  expect(said('/statut', group)).toMatchObject({
    addresses: ['-100', '@pmr'],
    author: '7',
    event: { chat: { id: '-100', kind: 'group' }, command: 'statut' },
  })
})

test('who writes in the name of the group is an admin of it', () => {
  const message = { message_id: 1, from: { id: 1087968824 }, sender_chat: { id: -100 }, chat: group }
  expect(read({ message: { ...message, text: '/pause' } })?.author).toBe('chat')
  const channel = { ...message, sender_chat: { id: -200 }, text: '/pause' }
  expect(read({ message: channel })?.author).toBe('1087968824')
})

test('comings and goings', () => {
  const member = (status: string, chat: object) =>
    read({ my_chat_member: { chat, from, date: 0, new_chat_member: { status } } })?.event.type
  expect(member('kicked', personal)).toBe('left')
  expect(member('left', group)).toBe('left')
  expect(member('member', group)).toBe('joined')
  expect(member('member', personal)).toBeUndefined()
  const moved = { message: { message_id: 1, chat: group, migrate_to_chat_id: -1009 } }
  expect(read(moved)?.event).toMatchObject({ type: 'moved', to: '-1009' })
})

test('a press keeps the links of its message; data that is not ours is none', () => {
  const keys = [[{ text: 'Ouvrir', url: 'https://a.fr/' }], [{ text: 'Vu', callback_data: 'a:s:1' }]]
  const message = { message_id: 9, chat: personal, reply_markup: { inline_keyboard: keys } }
  const pressed = (data: string) =>
    read({ callback_query: { id: 'q', from, chat_instance: '', data, message } })
  expect(pressed('a:s:1')).toMatchObject({
    queryId: 'q',
    links: [{ text: 'Ouvrir', url: 'https://a.fr/' }],
    event: { press: { on: 'answer', alertId: '1', answer: 'seen' }, messageId: 9 },
  })
  expect(pressed('nonsense')?.event).toMatchObject({ type: 'press', press: null })
})

test('whatever comes, nothing breaks', () => {
  fc.assert(
    fc.property(fc.json(), (body) => {
      expect(readUpdate(body, 'x')).toBeNull()
    }),
  )
  for (const body of ['', '{', 'null', '[]', '{"message":{"chat":{"id":1e99,"type":"private"}}}'])
    expect(readUpdate(body, 'x')).toBeNull()
})
