import type { Watch } from '#core/watch.ts'
import type { LookContext, Sampled } from '../kind.ts'

import { judge } from '#core/judge.ts'
import { readBody } from '#readers/body.ts'

import { lookStatic } from './static-look.ts'

const RENDER_MS = 20_000

/** One look as usual, of which the page is kept. */
export async function lookForSample(context: LookContext, watch: Watch, rendered: boolean): Promise<Sampled> {
  return rendered ? await drawn(context, watch) : await asSent(context, watch)
}

async function drawn(context: LookContext, watch: Watch): Promise<Sampled> {
  const { browser, guardSync, allowedPrivateHosts, now, signal, patienceMs } = context
  let html = ''
  const observation = await browser.look({
    watch,
    guard: guardSync,
    allowedPrivateHosts,
    now,
    signal,
    deadlineMs: RENDER_MS,
    ...(patienceMs === undefined ? {} : { patienceMs }),
    onSnapshot: (written) => (html = written),
  })
  return { observation, verdict: judge(watch, observation), html }
}

async function asSent(context: LookContext, watch: Watch): Promise<Sampled> {
  let body: Promise<string> = Promise.resolve('')
  const fetch: LookContext['fetch'] = async (url, init) => {
    const response = await context.fetch(url, init)
    body = readBody(response.clone()).then((read) => read.text())
    return response
  }
  const { observation } = await lookStatic({ ...context, fetch }, watch, null)
  return {
    observation,
    verdict: judge(watch, observation),
    html: observation.page === null ? '' : await body,
  }
}
