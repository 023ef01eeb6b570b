import { printGoal, printSpread, spread } from './figures.ts'
import { densePage } from './pages.ts'
import { cpuMs, startRig, startSite, tryLook } from './rig.ts'

const BYTES = 100_000
const ROUNDS = 6
const LOOKS = 60

/**
 * CPU of one static check of a dense 100 kB page: the relay's whole process over many looks, less what the same
 * number of looks costs when the page is empty (routing, robots, sockets: the network side of it).
 */
export async function benchStatic(): Promise<boolean> {
  const page = densePage(BYTES, false)
  const site = await startSite((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(request.url?.startsWith('/match') === true ? page : '<!doctype html><title>x</title>')
  })
  const rig = await startRig({ env: { ALLOW_PRIVATE_HOSTS: site.host, HOST_GAP_MS: '100' }, browser: false })
  const looks = async (path: string) => {
    const before = await cpuMs(rig.relayPid)
    for (let n = 0; n < LOOKS; n += 1) {
      await tryLook(rig, `${site.url}${path}?${n}`)
    }
    return ((await cpuMs(rig.relayPid)) - before) / LOOKS
  }
  const [full, empty]: [number[], number[]] = [[], []]
  try {
    await looks('/match')
    for (let n = 0; n < ROUNDS; n += 1) {
      full.push(await looks('/match'))
      empty.push(await looks('/empty'))
    }
  } finally {
    await rig.stop()
    await site.stop()
  }
  const own = full.map((ms, n) => ms - (empty[n] ?? 0))
  printSpread(`static check of ${BYTES / 1000} kB, CPU, all of it`, 'ms', full)
  printSpread('the same with an empty page', 'ms', empty)
  printSpread('beyond the network', 'ms', own)
  return printGoal('median CPU beyond the network', spread(own).median, { most: 5, unit: 'ms' })
}
