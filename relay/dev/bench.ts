import { cpus, totalmem } from 'node:os'

import { benchBroadcast } from './bench/broadcast.ts'
import { benchDelivery } from './bench/delivery.ts'
import { benchExtension } from './bench/extension.ts'
import { benchLanes } from './bench/lanes.ts'
import { benchLog } from './bench/log.ts'
import { benchLighthouse } from './bench/lighthouse.ts'
import { benchRendered } from './bench/rendered.ts'
import { benchSettle } from './bench/settle.ts'
import { benchStatic } from './bench/static.ts'
import { benchStatus } from './bench/status.ts'
import { benchViewers } from './bench/viewers.ts'
import { buildIfChanged } from './build.ts'

const BENCHES = {
  rendered: benchRendered,
  settle: benchSettle,
  static: benchStatic,
  delivery: benchDelivery,
  broadcast: benchBroadcast,
  status: benchStatus,
  viewers: benchViewers,
  lanes: benchLanes,
  log: benchLog,
  extension: benchExtension,
  lighthouse: benchLighthouse,
} satisfies Record<string, () => Promise<boolean>>

/** `npm run bench [-- name …]`: every figure as minimum / median / maximum; exit code 1 when a goal was missed. */
async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !Object.hasOwn(BENCHES, name))
  if (unknown.length > 0) {
    console.error(`unknown: ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}`)
    process.exitCode = 2
    return
  }
  await buildIfChanged()
  console.log(
    `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}`,
  )
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (names.length > 0 && !names.includes(name)) continue
    console.log(`\n${name} (min / median / max)`)
    if (!(await bench())) process.exitCode = 1
  }
}

await main(process.argv.slice(2))
