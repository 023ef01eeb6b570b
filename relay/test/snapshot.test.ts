import type { Watch } from '#core/watch.ts'
import type { CorpusCase } from './corpus/corpus-case.ts'

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { judge } from '#core/judge.ts'
import { sameVerdict } from '#core/sample.ts'
import { cleanPage } from '#readers/sample-clean.ts'
import { rereadPage } from '#readers/sample-read.ts'

import { connectCdp } from '../dev/cdp.ts'
import { startChromium } from '../dev/chromium.ts'
import { ROOT } from '../dev/paths.ts'
import { makeSlots } from '../src/browser/limit.ts'
import { makeBrowserRoom } from '../src/browser/room.ts'
import { HEALTHY_CASES } from './corpus/cases-healthy.ts'
import { OFFER_CASES } from './corpus/cases-offers.ts'
import { SHOP_CASES } from './corpus/cases-shops.ts'
import { expected } from './corpus/corpus-case.ts'
import { startStage } from './corpus/stage.ts'

/** Whatever decides by what is drawn: hidden, folded, shadowed, framed, disabled, and the healthy pages around. */
const SHOWN =
  /^(?:[1-9]|1[0157-9]|2[0-36]|3[29])[a-z]?$|^(?:rg-hint|tm-|lfc-|h-(?:hidden|consent-a|styles|table|nested|modal))/
const CASES = [...OFFER_CASES, ...SHOP_CASES, ...HEALTHY_CASES].filter(
  (one) => SHOWN.test(one.id) && expected(one, 'rendered') !== undefined && (one.patienceMs ?? 0) <= 1000,
)
/** A page is written down as it was drawn, and reads the same without any style or script. */

let room: ReturnType<typeof makeBrowserRoom>
let stage: Awaited<ReturnType<typeof startStage>>
let stop = async () => {}
beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'vigie-snapshot-'))
  const chromium = await startChromium({ dataDir, flags: ['--host-resolver-rules=MAP * 127.0.0.1'] })
  stage = await startStage()
  const reader = await readFile(join(ROOT, 'relay/src/browser/reader.page.js'), 'utf8')
  const connect = async () => Object.assign(await connectCdp(chromium.cdpUrl), { ownNetwork: false })
  room = makeBrowserRoom({ connect, reader, slots: makeSlots(16) })
  stop = async () => {
    room.close()
    stage.close()
    await chromium.stop()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
})
afterAll(() => stop())

test.concurrent.each(CASES)('$id $title: the saved page reads as the page did', async (one: CorpusCase) => {
  const { url, host } = stage.put(one, 'rendered')
  const about = { checkSeconds: 60, public: false, createdAt: 0, updatedAt: 0 }
  const watch: Watch = {
    id: one.id,
    kind: 'seats',
    name: one.title,
    url,
    host,
    target: one.target ?? {},
    ...about,
  }
  let html = ''
  const observation = await room.look({
    watch,
    guard: () => null,
    allowedPrivateHosts: [host],
    now: Date.now,
    signal: AbortSignal.timeout(55_000),
    deadlineMs: one.deadlineMs ?? 20_000,
    patienceMs: 500,
    onSnapshot: (written) => (html = written),
  })
  const seen = judge(watch, observation)
  const { finalUrl, status, headers, at } = observation
  const clean = cleanPage(html, { rendered: true })
  const { verdict } = rereadPage(
    { html: clean, url, finalUrl, status, headers, at, rendered: true },
    watch.target,
  )
  expect(sameVerdict(seen, verdict), `${JSON.stringify(seen)} then ${JSON.stringify(verdict)}`).toBe(true)
  expect(clean).not.toMatch(/<style|<link[^>]*stylesheet|<script(?![^>]*json)/)
})
