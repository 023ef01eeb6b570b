import { setTimeout as sleep } from 'node:timers/promises'

import { Problem } from './problem.ts'
import { words } from './words.ts'

const PATIENCE_MS = 30_000
const PAUSE_MS = 50

/** Until `/health` answers: 200, or 503 when a watch has waited too long, which a fresh start soon mends. */
export async function waitForRelay(url: string, isEnding: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!isEnding()) {
    const status = await fetch(`${url}/health`, { signal: AbortSignal.timeout(5000) }).then(
      async (answer) => {
        await answer.body?.cancel()
        return answer.status
      },
      () => null,
    )
    if (status === 200 || status === 503) return
    if (Date.now() > end) throw new Problem(words.relayMute)
    await sleep(PAUSE_MS)
  }
}
