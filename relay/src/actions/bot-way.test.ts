import { expect, test } from 'vitest'

import { readConfig } from '../config.ts'
import { botWay } from './bot-way.ts'

const TOKEN = { TELEGRAM_TOKEN: '1000000001:a-token-of-twenty-and-more' }
const home = { PRIVATE: 'a way out' }
const at = (PUBLIC_URL: string, env: object = home) =>
  botWay({ config: readConfig({ ...TOKEN, PUBLIC_URL }).config, env })

test('without a token nothing is heard', () => {
  expect(botWay({ config: readConfig({}).config, env: home })).toEqual({ way: 'off' })
})

test.each(['https://vigie.example.org', 'https://vigie.example.org:8443'])('Telegram calls %s', (address) => {
  const expected = { way: 'webhook', url: `${address}/telegram/webhook` }
  expect(at(address)).toEqual(expected)
  expect(at(address, {})).toEqual(expected)
})

test.each([
  '',
  'http://vigie.example.org',
  'https://vigie.example.org:9443',
  'https://localhost',
  'https://192.168.1.4',
  'https://nas.local',
])('Telegram cannot call "%s": at home the bot asks, on Cloudflare it hears nothing', (address) => {
  expect(at(address)).toEqual({ way: 'polling' })
  expect(at(address, {})).toEqual({ way: 'none' })
})

test('a token alone is enough for a bot', () => {
  const { config, problems } = readConfig(TOKEN)
  expect(problems).toEqual([])
  expect(config.telegram?.chatId).toBeNull()
})
