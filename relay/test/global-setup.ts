import type { TestProject } from 'vitest/node'

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { FoundChromium } from '../dev/find-chromium.ts'

import { buildIfChanged } from '../dev/build.ts'
import { startChromium } from '../dev/chromium.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** `http://127.0.0.1:<port>` of the one Chromium of this run. */
    cdpUrl: string
    /** Extensions need a `full` one. */
    chromiumKind: FoundChromium['kind']
  }
}

/** Builds what changed and starts the Chromium that all tests share. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildIfChanged()
  const dataDir = await mkdtemp(join(tmpdir(), 'vigie-chromium-'))
  const chromium = await startChromium({ dataDir })
  project.provide('cdpUrl', chromium.cdpUrl)
  project.provide('chromiumKind', chromium.kind)
  return async () => {
    await chromium.stop()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}
