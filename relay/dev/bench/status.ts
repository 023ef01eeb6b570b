import { Agent, get } from 'node:http'

import { printGoal, printSpread, spread } from './figures.ts'
import { densePage } from './pages.ts'
import { startRig, startSite, watchPage } from './rig.ts'

const WATCHES = 50
const SECONDS = 4
const ROUNDS = 3
const CONNECTIONS = 8

/** Requests per second of `/status.json` with 50 watches against a route that answers a constant. */
export async function benchStatus(): Promise<boolean> {
  const page = densePage(2000, false)
  const site = await startSite((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(page)
  })
  const rig = await startRig({ env: { ALLOW_PRIVATE_HOSTS: site.host }, browser: false })
  const [status, constant]: [number[], number[]] = [[], []]
  try {
    for (let n = 0; n < WATCHES; n += 1) {
      await watchPage(rig, { name: `Match ${n}`, url: `${site.url}/match/${n}`, checkSeconds: 3600 })
    }
    await rate(`${rig.url}/status.json`, 1)
    for (let n = 0; n < ROUNDS; n += 1) {
      constant.push(await rate(`${rig.url}/robots.txt`, SECONDS))
      status.push(await rate(`${rig.url}/status.json`, SECONDS))
    }
  } finally {
    await rig.stop()
    await site.stop()
  }
  printSpread('a route answering a constant', 'req/s', constant)
  printSpread(`/status.json with ${WATCHES} watches`, 'req/s', status)
  const ratio = spread(constant).median / spread(status).median
  return printGoal('ratio of medians, constant to status', ratio, { most: 2, unit: '' })
}

/** Requests answered per second over a few kept connections. */
async function rate(url: string, seconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const end = performance.now() + seconds * 1000
  let answered = 0
  const one = () =>
    new Promise<void>((resolve, reject) => {
      get(url, { agent }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`))
        response.resume().on('end', resolve)
      }).on('error', reject)
    })
  const worker = async () => {
    while (performance.now() < end) {
      await one()
      answered += 1
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, worker))
  agent.destroy()
  return answered / seconds
}
