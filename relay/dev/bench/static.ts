import { printGoal, printSpread, spread } from './figures.ts'
import { densePage, ticketPage } from './pages.ts'
import { cpuMs, startRig, startSite, tryLook } from './rig.ts'

const BYTES = 100_000
const ROUNDS = 5
const LOOKS = 100

/**
 * CPU of one static check of a dense 100 kB page: the relay's whole process over many looks, less what the same
 * number of looks costs when the page is one comment of that size (sockets, bytes, our own HTTP: the network side).
 */
export async function benchStatic(): Promise<boolean> {
  const comment = `<!doctype html><html><head><title>x</title></head><body><!--${'x'.repeat(BYTES)}--></body></html>`
  const pages: Record<string, string> = {
    '/comment': comment,
    '/ticket': ticketPage(BYTES),
    '/dense': densePage(BYTES, false),
  }
  const site = await startSite((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(pages[request.url?.split('?')[0] ?? ''] ?? '')
  })
  const rig = await startRig({ env: { ALLOW_PRIVATE_HOSTS: site.host, HOST_GAP_MS: '100' }, browser: false })
  const looks = async (path: string) => {
    const before = await cpuMs(rig.relayPid)
    for (let n = 0; n < LOOKS; n += 1) {
      await tryLook(rig, `${site.url}${path}?${n}`)
    }
    return ((await cpuMs(rig.relayPid)) - before) / LOOKS
  }
  const used: Record<string, number[]> = { '/comment': [], '/ticket': [], '/dense': [] }
  try {
    // Until the runtime has compiled what is hot.
    for (let n = 0; n < 3; n += 1) await looks('/ticket')
    for (let n = 0; n < ROUNDS; n += 1)
      for (const path of Object.keys(used)) used[path]?.push(await looks(path))
  } finally {
    await rig.stop()
    await site.stop()
  }
  const beyond = (path: string) => (used[path] ?? []).map((ms, n) => ms - (used['/comment']?.[n] ?? 0))
  printSpread(`static check of a ${BYTES / 1000} kB ticket page, CPU, all of it`, 'ms', used['/ticket'] ?? [])
  printSpread('the same with a comment of that size', 'ms', used['/comment'] ?? [])
  printSpread('beyond the network', 'ms', beyond('/ticket'))
  printSpread('beyond the network, a page twice as dense', 'ms', beyond('/dense'))
  return printGoal('median CPU beyond the network', spread(beyond('/ticket')).median, { most: 5, unit: 'ms' })
}
