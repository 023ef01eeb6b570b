import type { Asked, End, Reply } from './end.ts'

import { jsonOf, startEnd } from './end.ts'

const WEBHOOK = { id: '1187654321098765432', token: 'fakeWebhookTokenForTestsOnly_abcDEF-0123456789' }

export type FakeDiscord = End & { address: string; token: string }

/** Discord's webhooks, as https://discord.com/developers/docs/resources/webhook describes them. */
export async function startDiscord(): Promise<FakeDiscord> {
  let messages = 0
  const end = await startEnd((asked) => {
    const url = new URL(asked.path, 'http://discord')
    const [, id, token, , message] =
      /^\/api\/v10\/webhooks\/(\d+)\/([\w-]+)(\/messages\/(\d+))?$/.exec(url.pathname) ?? []
    if (id !== WEBHOOK.id) return refusal(404, 10_015, 'Unknown Webhook')
    if (token !== WEBHOOK.token) return refusal(401, 50_027, 'Invalid Webhook Token')
    if (asked.method === 'GET') return { status: 200, body: { id, token, type: 1 } }
    if (message !== undefined && Number(message) > messages) return refusal(404, 10_008, 'Unknown Message')
    const problem = checkMessage(asked)
    if (problem !== null) return refusal(400, 50_035, `Invalid Form Body: ${problem}`)
    if (url.searchParams.get('wait') !== 'true' && asked.method === 'POST') return { status: 204 }
    if (message === undefined) messages += 1
    return { status: 200, body: { id: message ?? String(messages), type: 0, content: '' } }
  })
  const { id, token } = WEBHOOK
  return Object.assign(end, { address: `${end.url}/api/webhooks/${id}/${token}`, token })
}

function checkMessage(asked: Asked): string | null {
  if (asked.headers['content-type']?.startsWith('multipart/form-data') === true) return null
  const { content } = jsonOf(asked)
  if (typeof content !== 'string' || content === '') return 'content: required'
  return content.length > 2000 ? 'content: Must be 2000 or fewer in length.' : null
}

const refusal = (status: number, code: number, message: string): Reply => ({
  status,
  body: { message, code },
})

/** Of one webhook, or of all that this network address asks. */
export const discordLimit = (seconds: number, global = false): Reply => ({
  status: 429,
  headers: { 'retry-after': String(Math.ceil(seconds)), via: '1.1 google' },
  body: { message: 'You are being rate limited.', retry_after: seconds, global },
})

/** The edge's own refusal, before Discord has seen anything. */
export const discordBan = (seconds?: number): Reply => ({
  status: 429,
  headers: seconds === undefined ? {} : { 'retry-after': String(seconds) },
  body: '<!doctype html><title>Access denied | discord.com used Cloudflare to restrict access</title>',
})
