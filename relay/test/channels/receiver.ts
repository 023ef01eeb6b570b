import type { Asked, End } from './end.ts'

import { createHmac, timingSafeEqual } from 'node:crypto'

import { startEnd } from './end.ts'

export const SECRET = 'fake secret for tests only, long enough'

/** A receiver of webhooks that takes nothing which is not signed. */
export async function startReceiver(): Promise<End & { address: string }> {
  const end = await startEnd((asked) => {
    if (asked.method === 'GET') return { status: 405 }
    return isSigned(asked) ? { status: 200, body: 'thanks' } : { status: 401, body: 'bad signature' }
  })
  return Object.assign(end, { address: `${end.url}/hooks/fakeReceiverPath0123?key=fakeQueryKey` })
}

/** As a receiver checks it: https://github.com/standard-webhooks/standard-webhooks */
export function isSigned({ headers, body }: Asked, secret = SECRET): boolean {
  const [id, time, given] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => headers[name],
  )
  if (typeof id !== 'string' || typeof time !== 'string' || typeof given !== 'string') return false
  const mark = createHmac('sha256', secret).update(`${id}.${time}.`).update(body).digest('base64')
  const [ours, theirs] = [Buffer.from(`v1,${mark}`), Buffer.from(given)]
  return ours.length === theirs.length && timingSafeEqual(ours, theirs)
}
