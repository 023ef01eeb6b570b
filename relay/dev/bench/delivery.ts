import type { Rig } from './rig.ts'

import { BURST_MS } from '#core/digest.ts'

import { printGoal, printSpread, quantile } from './figures.ts'
import { densePage } from './pages.ts'
import { readWatches, startRig, startSite, until, watchPage } from './rig.ts'

const OPENINGS = 21
/** More openings within this time are a burst, which is told in one message on purpose (`core/digest.ts`). */
const APART_MS = BURST_MS / 3 + 200

/** From the verdict (the release's own time) to Telegram's answer, over many openings of one watch. */
export async function benchDelivery(): Promise<boolean> {
  let seat = false
  const calls: number[] = []
  const site = await startSite((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(request.url === '/match' ? densePage(2000, seat) : '')
  })
  const telegram = await startSite((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json')
      const result = {
        message_id: calls.length + 1,
        date: 0,
        chat: { id: 1, type: 'private', first_name: 'x' },
        text: 'x',
      }
      response.end(JSON.stringify({ ok: true, result }))
      // Pictures follow their text: they are not what is measured.
      if (request.url?.endsWith('/sendMessage') === true) calls.push(Date.now())
    })
  })
  const env = {
    ALLOW_PRIVATE_HOSTS: site.host,
    HOST_GAP_MS: '100',
    TELEGRAM_TOKEN: '1000000001:bench-token-of-twenty-and-more',
    TELEGRAM_CHAT_ID: '2000000002',
    TELEGRAM_API_ROOT: telegram.url,
  }
  const rig = await startRig({ env, browser: true })
  const delays: number[] = []
  try {
    const id = await watchPage(rig, { name: 'Étoile - Rivage', url: `${site.url}/match`, checkSeconds: 3600 })
    const verdict = async () => {
      return (await readWatches(rig)).find((watch) => watch.id === id)?.verdict.state
    }
    const look = async (state: string) => {
      await rig.client.api.watches[':id'].check.$post({ param: { id } })
      await until(`verdict ${state}`, async () => ((await verdict()) === state ? true : null))
    }
    await until('a first verdict', async () => ((await verdict()) === 'none' ? true : null))
    for (let n = 0; n < OPENINGS; n += 1) {
      await new Promise((resolve) =>
        setTimeout(resolve, Math.max(0, (calls.at(-1) ?? 0) + APART_MS - Date.now())),
      )
      seat = true
      await look('available')
      const arrived = await until('Telegram', () => calls[n] ?? null)
      delays.push(arrived - (await openedAt(rig, id)))
      seat = false
      await look('none')
    }
  } finally {
    await rig.stop()
    await site.stop()
    await telegram.stop()
  }
  printSpread('detection to Telegram’s answer', 'ms', delays)
  return printGoal('p95', quantile(delays, 0.95), { most: 300, unit: 'ms' })
}

async function openedAt(rig: Rig, watch: string): Promise<number> {
  const response = await rig.client.api.releases.$get({ query: { watch } })
  if (response.status !== 200) throw new Error(`the releases answered ${response.status}`)
  return (await response.json()).releases[0]?.openedAt ?? Number.NaN
}
