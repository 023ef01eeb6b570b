import type { Settings } from './settings.ts'

import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'

import { Problem } from './problem.ts'
import { words } from './words.ts'

const PATIENCE_MS = 5000

/** Throws a `Problem` when no browser answers to DevTools there. */
export async function askCdp({ address, tls }: NonNullable<Settings['cdp']>): Promise<void> {
  const request = tls ? requestHttps : requestHttp
  const answered = await new Promise<boolean>((resolve) => {
    const question = request(`${tls ? 'https' : 'http'}://${address}/json/version`, {
      // Chromium refuses any other name, and the relay asks in the same way.
      headers: { host: 'localhost' },
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    question.once('response', (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    question.once('error', () => resolve(false))
    question.end()
  })
  if (!answered) throw new Problem(words.cdpMute(address))
}
