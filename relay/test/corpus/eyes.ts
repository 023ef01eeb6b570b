import type { Observation } from '#core/observation.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Watch } from '#core/watch.ts'
import type { LookContext } from '../../src/kinds/kind.ts'
import type { CorpusCase, Mode } from './corpus-case.ts'

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { judge } from '#core/judge.ts'

import { connectCdp } from '../../dev/cdp.ts'
import { startChromium } from '../../dev/chromium.ts'
import { ROOT } from '../../dev/paths.ts'
import { makeSlots } from '../../src/browser/limit.ts'
import { makeBrowserRoom } from '../../src/browser/room.ts'
import { lookStatic } from '../../src/kinds/seats/static-look.ts'
import { CLUB_HOST } from './corpus-case.ts'
import { startStage } from './stage.ts'

export type Seen = { observation: Observation; verdict: Verdict }

export type Eyes = {
  look: (one: CorpusCase, mode: Mode) => Promise<Seen>
  close: () => Promise<void>
}

const DEADLINE_MS = 20_000
const PATIENCE_MS = 1000
/** How many looks at once: they wait more than they work. */
const LOOKS = 16
const TRIES = 3

/** A page that came so late that the reader had little of its time says nothing either. */
function isStarved({ observation: { failure, page, durationMs } }: Seen): boolean {
  if (failure !== null)
    return /^(?:timeout|browser)$/.test(failure.kind) && !failure.detail.includes('replaced itself')
  return page?.settle.state === 'deadline' && page.settle.waitedMs < durationMs / 2
}

/**
 * The relay's two ways to look, on a stage where every host name is ours: a Chromium of its own, whose resolver knows
 * only loopback, and the plain fetch.
 */
export async function openEyes(): Promise<Eyes> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vigie-corpus-'))
  const [stage, chromium, reader] = await Promise.all([
    startStage(),
    startChromium({ dataDir, flags: ['--host-resolver-rules=MAP * 127.0.0.1'] }),
    readFile(join(ROOT, 'relay/src/browser/reader.page.js'), 'utf8'),
  ])
  // The hosts of the stage stand for public ones: loopback is no private address here.
  const connect = async () => Object.assign(await connectCdp(chromium.cdpUrl), { ownNetwork: false })
  const room = makeBrowserRoom({ connect, reader, slots: makeSlots(LOOKS) })
  const lookOnce = async (one: CorpusCase, mode: Mode): Promise<Seen> => {
    const watch = watchOf(one, stage.put(one, mode))
    const context = { ...OPEN, fetch: stage.fetch, browser: room, signal: AbortSignal.timeout(55_000) }
    const observation =
      mode === 'rendered'
        ? await room.look({
            watch,
            guard: context.guardSync,
            allowedPrivateHosts: [watch.host],
            now: context.now,
            signal: context.signal,
            deadlineMs: one.deadlineMs ?? DEADLINE_MS,
            patienceMs: one.patienceMs ?? PATIENCE_MS,
          })
        : (await lookStatic(context, watch, null)).observation
    return { observation, verdict: judge(watch, observation) }
  }
  return {
    async look(one, mode) {
      let seen = await lookOnce(one, mode)
      // A machine that is busy with other work may not open a page in time: that says nothing of the page.
      for (let tries = 1; tries < TRIES && isStarved(seen); tries += 1) seen = await lookOnce(one, mode)
      // Chromium knows this name for https alone (HSTS preload): its page is played under another one.
      if (!seen.observation.failure?.detail.includes('ERR_SSL_PROTOCOL_ERROR')) return seen
      return await lookOnce({ ...one, host: `${one.host ?? CLUB_HOST}.example` }, mode)
    },
    async close() {
      room.close()
      stage.close()
      await chromium.stop()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const OPEN: Omit<LookContext, 'fetch' | 'browser' | 'signal'> = {
  guard: () => Promise.resolve(null),
  guardSync: () => null,
  allowedPrivateHosts: [],
  now: Date.now,
  userAgent: 'Vigie/test',
}

function watchOf(one: CorpusCase, { url, host }: { url: string; host: string }): Watch {
  const about = { checkSeconds: 60, public: false, createdAt: 0, updatedAt: 0 }
  return { id: one.id, kind: 'seats', name: one.title, url, host, target: one.target ?? {}, ...about }
}
