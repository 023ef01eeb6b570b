import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'

import { listen } from '../dev/free-port.ts'
import { startLookout, watchMatch } from './lookout.ts'
import { GENERAL, HOSPITALITY, PMR_OPEN, psgPage } from './psg-page.ts'

const SIBLINGS = GENERAL + HOSPITALITY
const drawn = (offers: string, html: string, ms: number) =>
  psgPage({
    offers,
    after: `<script>setTimeout(() => document.querySelector('.psgMatchOffersLytList')
      .insertAdjacentHTML('beforeend', ${JSON.stringify(html).replaceAll('<', '\\u003c')}), ${ms})</script>`,
  })

/** Nothing announces these offers: no call, no placeholder. */
const PAGES: Record<string, string> = {
  '/all-late': drawn('', SIBLINGS + PMR_OPEN, 12_000),
  '/seat-late': drawn(SIBLINGS, PMR_OPEN, 10_000),
  '/none': drawn(SIBLINGS, '<p>Merci de votre visite</p>', 10_000),
}

test('offers that come late without a sign are found in the first look, and in every look after it', async () => {
  const server = createServer((request, response) => {
    const page = PAGES[request.url ?? '']
    response
      .writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
      .end(page)
  })
  const host = `127.0.0.1:${await listen(server, 0)}`
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // As people run it: nothing is said of patience.
  const lookout = await startLookout({ env: { ALLOW_PRIVATE_HOSTS: host, PATIENCE_SECONDS: '' } })
  const watch = async (path: string) =>
    await watchMatch(lookout, { name: path, url: `http://${host}${path}` })
  const [all, seat, none] = await Promise.all([watch('/all-late'), watch('/seat-late'), watch('/none')])
  expect((await all.read()).verdict).toMatchObject({ state: 'available' })
  expect((await seat.read()).verdict).toMatchObject({ state: 'available' })
  expect((await seat.look()).verdict).toMatchObject({ state: 'available' })
  expect((await seat.read()).how?.patienceMs).toBeGreaterThan(10_000)
  expect((await none.look()).verdict).toMatchObject({ state: 'none' })
  expect((await none.read()).how?.patienceMs).toBe(2000)
}, 120_000)
