import { printGoal, printSpread, quantile } from './figures.ts'
import { densePage } from './pages.ts'
import { startRig, startSite, until } from './rig.ts'

const OPENINGS = 40

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
      calls.push(Date.now())
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
    const created = await rig.api('/api/watches', {
      method: 'POST',
      body: JSON.stringify({ name: 'Étoile - Rivage', url: `${site.url}/match`, checkSeconds: 3600 }),
    })
    const { id } = (await created.json()) as { id: string }
    const verdict = async () => {
      const status = (await (await rig.api('/status.json')).json()) as {
        watches: { id: string; verdict: { state: string } }[]
      }
      return status.watches.find((watch) => watch.id === id)?.verdict.state
    }
    const look = async (state: string) => {
      await rig.api(`/api/watches/${id}/check`, { method: 'POST' })
      await until(`verdict ${state}`, async () => ((await verdict()) === state ? true : null))
    }
    await until('a first verdict', async () => ((await verdict()) === 'none' ? true : null))
    for (let n = 0; n < OPENINGS; n += 1) {
      seat = true
      await look('available')
      const arrived = await until('Telegram', () => calls[n] ?? null)
      const releases = (await (await rig.api(`/api/releases?watch=${id}`)).json()) as {
        releases: { openedAt: number }[]
      }
      delays.push(arrived - (releases.releases[0]?.openedAt ?? Number.NaN))
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
