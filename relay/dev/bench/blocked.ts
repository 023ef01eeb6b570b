import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'puppeteer-core'
import { z } from 'zod'

import { startChromium } from '../chromium.ts'

/** Lighthouse's phone is so much slower than this machine, and so long a task is no delay yet. */
const SLOWER = 4
const SOON_MS = 50
const SETTLED_MS = 3000
/** Of `navigationStart` and of `RunTask`. */
const CATEGORIES = ['blink.user_timing', 'disabled-by-default-devtools.timeline']

const eventSchema = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  tdur: z.number().optional(),
  args: z.object({ data: z.object({ documentLoaderURL: z.string().optional() }).optional() }).optional(),
})

/**
 * What Lighthouse calls the total blocking time of a page's start, ms, from what its tasks used of the processor and not
 * from how long they took: other work on the machine does not count as the page's.
 */
export async function blockedMs(url: string): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vigie-bench-blocked-'))
  const chromium = await startChromium({ dataDir })
  const browser = await connect({ browserURL: chromium.cdpUrl })
  try {
    const page = await browser.newPage()
    await page.setViewport({ width: 412, height: 823, isMobile: true, hasTouch: true })
    await page.tracing.start({ categories: CATEGORIES })
    await page.goto(url)
    await page.waitForSelector('main .card')
    await new Promise((resolve) => setTimeout(resolve, SETTLED_MS))
    const trace = await page.tracing.stop()
    if (trace === undefined) throw new Error('the browser traced nothing')
    return sumBlocked(new TextDecoder().decode(trace), url)
  } finally {
    await browser.disconnect()
    await chromium.stop()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

function sumBlocked(trace: string, url: string): number {
  const { traceEvents } = z.object({ traceEvents: z.array(z.unknown()) }).parse(JSON.parse(trace))
  const events = traceEvents.flatMap((event) => eventSchema.safeParse(event).data ?? [])
  const start = events.find(
    ({ name, args }) => name === 'navigationStart' && args?.data?.documentLoaderURL?.startsWith(url) === true,
  )
  const tasks = events.filter(
    ({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === start?.pid && tid === start.tid,
  )
  if (tasks.length === 0) throw new Error('the page’s own tasks are not in the trace')
  return tasks.reduce((sum, { tdur = 0 }) => sum + Math.max(0, (tdur / 1000) * SLOWER - SOON_MS), 0)
}
