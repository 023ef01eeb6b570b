import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { z } from 'zod'

import type { Observation } from '#core/observation.ts'
import type { SeatsTarget, Watch } from '#core/watch.ts'
import type { BrowserRoom, LookContext } from '../src/kinds/kind.ts'
import type { OpenRoom } from '../src/browser/room.ts'

import { connectCdp } from '../dev/cdp.ts'
import { listen } from '../dev/free-port.ts'
import { ROOT } from '../dev/paths.ts'
import { makeBrowserRoom } from '../src/browser/room.ts'
import { seats } from '../src/kinds/seats/look.ts'

/**
 * Real pages saved by others, in the folder that `VIGIE_CORPUS` names and never in this repository. Each is looked
 * at as the relay looks: fetched, and drawn in a browser where the HTML alone does not tell.
 */

const folder = process.env['VIGIE_CORPUS'] ?? ''
const manifest = join(ROOT, folder, 'pages/manifest.json')
const path = existsSync(manifest) ? manifest : join(folder, 'pages/manifest.json')
const isThere = folder !== '' && existsSync(path)

const wanted = z.object({
  selector: z.string().optional(),
  row: z.string().optional(),
  label: z.string().optional(),
  expect: z.string().optional(),
})
const saved = z.object({
  file: z.string(),
  url: z.string(),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  anchor: z.string().nullable(),
  target: z.union([wanted, z.array(wanted)]),
  expect: z.string(),
})
type Case = {
  name: string
  file: string
  url: string
  status: number
  headers: Record<string, string>
  target: SeatsTarget
  expect: string
}

const cases = isThere
  ? readCases(z.object({ pages: z.array(saved) }).parse(JSON.parse(await readFile(path, 'utf8'))).pages)
  : []

function readCases(pages: z.infer<typeof saved>[]): Case[] {
  return pages.flatMap((page) => {
    const targets = Array.isArray(page.target) ? page.target : [page.target]
    return targets.map(({ selector, row, label, expect: own }) => {
      const given = { selector: selector ?? row, label, anchor: page.anchor ?? undefined }
      const target = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
      const name = label === undefined ? page.file : `${page.file}: ${label}`
      const { file, url, status, headers } = page
      return { file, url, status, headers, name, target, expect: own ?? page.expect }
    })
  })
}

let room: OpenRoom
let host = ''
let close = () => {}

describe.runIf(isThere)('recorded pages', () => {
  const told: { page: string; expected: string; got: string; exact: boolean }[] = []

  beforeAll(async () => {
    const server = createServer((request, response) => {
      const one = cases[Number((request.url ?? '').split('/')[1])]
      if (one === undefined) return void response.writeHead(404).end()
      void readFile(join(path, '..', one.file)).then((html) =>
        response
          .writeHead(one.status, { ...one.headers, 'content-type': 'text/html; charset=utf-8' })
          .end(html),
      )
    })
    host = `127.0.0.1:${await listen(server, 0)}`
    const reader = await readFile(join(ROOT, 'relay/src/browser/reader.page.js'), 'utf8')
    const cdpUrl = inject('cdpUrl')
    room = makeBrowserRoom({ connect: () => connectCdp(cdpUrl), reader })
    close = () => {
      room.close()
      server.closeAllConnections()
      server.close()
    }
  })
  afterAll(() => {
    close()
    console.table(told)
    const exact = told.filter((line) => line.exact).length
    console.log(`recorded pages: ${exact} of ${told.length} exact`)
  })

  test.each(cases)('$name → $expect', async (one) => {
    const { verdict } = await seats.look(contextOf(one), watchOf(one), {})
    const got = verdict.state === 'unknown' ? `unknown:${verdict.reason}` : verdict.state
    told.push({ page: one.name, expected: one.expect, got, exact: got === one.expect })
    if (one.expect !== 'none') expect(got).not.toBe('none')
    if (one.expect !== 'available') expect(got).not.toBe('available')
  })
})

if (!isThere)
  console.log('not run: recorded pages (relay/test/corpus.test.ts); VIGIE_CORPUS names their folder')

test('the recorded pages are there when they are asked for', () => {
  expect(folder === '' || isThere, `${path} is missing`).toBe(true)
})

function watchOf({ url, target }: Case): Watch {
  const about = { checkSeconds: 60, public: false, createdAt: 0, updatedAt: 0 }
  return { id: 'saved', kind: 'seats', name: url, url, host: new URL(url).host, target, ...about }
}

/** The saved page answers for its own address, to the fetch and to the browser. */
function contextOf(one: Case): LookContext {
  const local = `http://${host}/${cases.indexOf(one)}/page`
  const browser: BrowserRoom = {
    async look(request) {
      const watch = { ...request.watch, url: local, host }
      return moved(await room.look({ ...request, watch, allowedPrivateHosts: [host] }), local, one.url)
    },
  }
  return {
    fetch: (_, init) => fetch(local, init),
    guard: () => Promise.resolve(null),
    guardSync: () => null,
    allowedPrivateHosts: [],
    browser,
    now: Date.now,
    userAgent: 'Vigie/test',
    signal: AbortSignal.timeout(50_000),
  }
}

function moved(observation: Observation, from: string, to: string): Observation {
  const move = (url: string) => (url === from ? to : url)
  const { page, finalUrl } = observation
  return {
    ...observation,
    url: to,
    finalUrl: move(finalUrl),
    page: page === null ? null : { ...page, url: move(page.url) },
  }
}
