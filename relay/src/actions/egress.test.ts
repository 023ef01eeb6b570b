import type { Env } from '../env.ts'

import { afterEach, expect, test, vi } from 'vitest'

import { makeContext } from '../context.ts'
import { egress } from './egress.ts'

afterEach(() => vi.unstubAllGlobals())

const TELEGRAM = { TELEGRAM_TOKEN: '1:abc', TELEGRAM_CHAT_ID: '1' }

const way = (name: string) => (_url: string, init: RequestInit) =>
  Promise.resolve(new Response(`${name}, redirects ${init.redirect}`))

/** Through which door a request leaves, and how. */
async function wayOf(url: string, given: Partial<Env>, hasPrivate = true): Promise<string> {
  vi.stubGlobal('fetch', way('public'))
  const doors = hasPrivate ? { PRIVATE: { fetch: way('private') } } : {}
  const env: Env = Object.assign(Object.create(null), given, doors)
  return await (await egress(makeContext(env), url, { redirect: 'follow' })).text()
}

test('only what the operator named leaves by the private door, and no redirect is followed unseen', async () => {
  const given = { ALLOW_PRIVATE_HOSTS: '127.0.0.1:8080,club.lan:80' }
  expect(await wayOf('http://127.0.0.1:8080/x', given)).toBe('private, redirects manual')
  expect(await wayOf('http://club.lan/x', given)).toBe('private, redirects manual')
  for (const url of [
    'http://127.0.0.1:8081/',
    'https://club.lan/',
    'http://127.0.0.2:8080/',
    'https://psg.fr/',
  ])
    expect(await wayOf(url, given)).toBe('public, redirects manual')
})

test('an own Bot API server may be private; Telegram’s leaves like everything else', async () => {
  const own = { ...TELEGRAM, TELEGRAM_API_ROOT: 'http://10.0.0.2:8081' }
  expect(await wayOf('http://10.0.0.2:8081/bot1:abc/sendMessage', own)).toBe('private, redirects manual')
  expect(await wayOf('http://10.0.0.2:8082/', own)).toBe('public, redirects manual')
  expect(await wayOf('https://api.telegram.org/bot1:abc/sendMessage', TELEGRAM)).toBe(
    'public, redirects manual',
  )
})

test('on Cloudflare there is one way out', async () => {
  const given = { ALLOW_PRIVATE_HOSTS: '127.0.0.1:8080' }
  expect(await wayOf('http://127.0.0.1:8080/x', given, false)).toBe('public, redirects manual')
})
