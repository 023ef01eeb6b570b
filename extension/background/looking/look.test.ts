import { beforeEach, describe, expect, test } from 'vitest'

import type { Sight } from '../../db/types.ts'
import type { PageFacts } from '#core/observation.ts'
import type { Fake, FakeTab } from './fake-browser.ts'

import { readStatic } from '#readers/static-document.ts'

import { GENERAL, PMR_OPEN, psgPage } from '../../../relay/test/psg-page.ts'
import { readHost } from '../../db/hosts.ts'
import { readSight } from '../../db/sights.ts'
import { follow } from '../../test/known-samples.ts'
import { checkNow } from './check-now.ts'
import { fakeBrowser } from './fake-browser.ts'
import { look } from './look.ts'
import { checkOf, readMemory } from './memory.ts'
import { takeRead } from './take-read.ts'
import { tick } from './tick.ts'

const MINUTE = 60_000
const URL_OM = follow().url
const HOST = follow().host

const page = (html: string, status = 200, headers: Record<string, string> = {}) =>
  new Response(html, { status, headers: { 'content-type': 'text/html', ...headers } })
const CHALLENGE = () => page('<h1>Just a moment...</h1>', 403, { 'cf-mitigated': 'challenge' })
const NOTHING = psgPage()
const OPEN = psgPage({ offers: GENERAL + PMR_OPEN })

let fake: Fake

beforeEach(() => {
  fake = fakeBrowser()
  fake.web = () => page(NOTHING)
})

const add = async (...follows: ReturnType<typeof follow>[]) =>
  void (await (await fake.env.db()).follows.bulkPut(follows))
const sightOf = async (id = 'om'): Promise<Sight> => await readSight(await fake.env.db(), id)
const hints = async () => readMemory((await sightOf()).memory).sent?.hints
const verdictOf = async (id = 'om') => (await sightOf(id)).state.verdict
const check = async (id = 'om') => await look(fake.env, id, { why: 'due' })
const alerts = async () => await (await fake.env.db()).alerts.toArray()

/** What the reader of an open page sends. */
const drawn = (html: string, visible = true, part: Partial<PageFacts> = {}) => {
  const facts = readStatic(html, { url: URL_OM })
  const at = fake.now()
  const settle = { ...facts.settle, state: 'quiet' as const }
  return {
    followId: 'om',
    url: URL_OM,
    why: 'quiet' as const,
    doubt: visible ? null : ('hidden' as const),
    status: null,
    visible,
    at,
    visibleSince: visible ? at - 5000 : null,
    loadedAt: at - 5000,
    dataAt: at - 4000,
    changedAt: at - 4000,
    facts: { ...facts, settle, styled: true, ...part },
  }
}

const tab = (part: Partial<FakeTab> = {}): FakeTab => ({
  id: 7,
  url: URL_OM,
  windowId: 1,
  active: true,
  discarded: false,
  ...part,
})

/** A tab of the site whose session gets this answer. */
const sessionTab = (answer: () => Response, part: Partial<FakeTab> = {}) =>
  tab({
    ...part,
    answer: async (message) => {
      const { type, url }: { type: string; url: string } = JSON.parse(JSON.stringify(message))
      if (type !== 'fetch') return { ok: true }
      const response = answer()
      return {
        type: 'fetched',
        url,
        finalUrl: url,
        status: response.status,
        failure: null,
        at: 1,
        durationMs: 3,
        headers: Object.fromEntries(response.headers),
        html: await response.text(),
      }
    },
  })

describe('a page as sent', () => {
  test('proves nothing until the same was seen drawn; then it does, and says so', async () => {
    await add(follow())
    expect(await check()).toMatchObject({ state: 'seen', rung: 'fetch' })
    expect(await verdictOf()).toMatchObject({ state: 'unknown', reason: 'needs-render' })
    expect(await sightOf()).toMatchObject({ rung: 'fetch', rungWhy: 'learning' })
    fake.pass(20_000)
    await takeRead(fake.env, drawn(NOTHING))
    expect(await verdictOf()).toMatchObject({ state: 'none', proof: { kind: 'siblings' } })
    fake.pass(2 * MINUTE)
    await check()
    expect(await verdictOf()).toMatchObject({ state: 'none' })
    expect(await sightOf()).toMatchObject({ rung: 'fetch', rungWhy: 'static-agrees' })
  })

  test('a seat in it counts when a second answer shows it too, half a second later', async () => {
    await add(follow())
    fake.web = () => page(OPEN)
    await check()
    expect(await verdictOf()).toMatchObject({ state: 'available' })
    expect(fake.asked.map(({ at }) => at)).toHaveLength(2)
    expect((fake.asked[1]?.at ?? 0) - (fake.asked[0]?.at ?? 0)).toBeGreaterThanOrEqual(500)
    expect(await alerts()).toHaveLength(1)
  })

  test('a seat that only style sheets could hide is something to look at, until a look that draws vouches', async () => {
    await add(follow())
    const head = '<link rel="stylesheet" href="/a.css"><script src="/a.js"></script>'
    const styled = (offers: string) => psgPage({ head, offers })
    fake.web = () => page(styled(GENERAL + PMR_OPEN))
    await check()
    expect(await verdictOf()).toMatchObject({ state: 'unknown', reason: 'ambiguous-offer' })
    expect(await alerts()).toEqual([])
    fake.web = () => page(styled(GENERAL))
    fake.pass(MINUTE)
    await check()
    await takeRead(fake.env, drawn(styled(GENERAL)))
    fake.pass(MINUTE)
    await check()
    expect(await verdictOf()).toMatchObject({ state: 'none' })
    fake.web = () => page(styled(GENERAL + PMR_OPEN))
    fake.pass(MINUTE)
    await check()
    expect(await verdictOf()).toMatchObject({ state: 'available' })
    expect(await alerts()).toHaveLength(1)
    fake.web = () => page(styled(GENERAL))
    fake.pass(MINUTE)
    await check()
    expect(await verdictOf()).toMatchObject({ state: 'none' })
  })

  test('a seat that the second answer does not show is not told', async () => {
    await add(follow())
    fake.web = () => page(fake.asked.length === 1 ? OPEN : NOTHING)
    await check()
    expect(await verdictOf()).toMatchObject({ state: 'unknown', reason: 'unstable' })
    expect(await alerts()).toEqual([])
  })

  test('is asked for with the cookies and never from the cache', async () => {
    await add(follow())
    await check()
    expect(fake.asked[0]?.init).toMatchObject({
      cache: 'no-store',
      credentials: 'include',
      redirect: 'follow',
    })
  })

  test('the very same bytes are not read again, unless something else is looked for in them', async () => {
    await add(follow())
    await check()
    fake.pass(MINUTE)
    await check()
    const db = await fake.env.db()
    // Nobody counts so many: this is what was kept.
    await db.pages.update('om', { hints: 99 })
    fake.pass(MINUTE)
    await check()
    expect(await hints()).toBe(99)
    await add(follow({ target: { label: 'Boulogne' } }))
    fake.pass(MINUTE)
    await check()
    expect(await hints()).toBe(0)
  })

  test('an answer that is too large, none, or no page is told as what it is', async () => {
    const cases: [() => Response, string][] = [
      [() => page(`${NOTHING}${' '.repeat(4_100_000)}`), 'needs-render'],
      [() => new Response('{}', { headers: { 'content-type': 'application/json' } }), 'wrong-page'],
      [() => page('', 500), 'http-error'],
    ]
    for (const [web, reason] of cases) {
      await add(follow({ id: reason }))
      fake.web = web
      fake.pass(30 * MINUTE)
      await check(reason)
      expect(await verdictOf(reason)).toMatchObject({ state: 'unknown', reason })
    }
  })

  test('what is too large to be read is not asked for each minute', async () => {
    await add(follow())
    fake.web = () => page(`${NOTHING}${' '.repeat(4_100_000)}`)
    await check()
    fake.pass(MINUTE)
    expect(await check()).toEqual({ state: 'by-hand', why: 'needs-render' })
    expect(fake.asked).toHaveLength(1)
  })

  test('a redirect to a site that may not be read is no broken network: the person is sent there', async () => {
    await add(follow())
    fake.web = (_, init) => {
      if (init?.redirect !== 'manual') throw new TypeError('Failed to fetch')
      const answer = new Response(null)
      Object.defineProperty(answer, 'type', { value: 'opaqueredirect' })
      return answer
    }
    await check()
    expect(await verdictOf()).toMatchObject({ state: 'unknown', reason: 'wrong-page' })
    expect(await check()).toMatchObject({ state: 'by-hand', why: 'wall' })
    fake.web = () => {
      throw new TypeError('Failed to fetch')
    }
    await takeRead(fake.env, drawn(NOTHING))
    fake.pass(MINUTE)
    await check()
    expect(await verdictOf()).toMatchObject({ state: 'unknown', reason: 'offline' })
  })
})

describe('an open tab', () => {
  test('is asked before the background, with the whole session; when it is dead the background is', async () => {
    await add(follow())
    fake.tabs = [sessionTab(() => page(NOTHING), { url: `https://${HOST}/fr/autre`, active: false })]
    expect(await check()).toMatchObject({ rung: 'tab-fetch' })
    expect(fake.injected).toEqual([{ tabId: 7, file: '/fetcher.js' }])
    expect(fake.asked).toEqual([])
    fake.tabs = [tab()]
    fake.pass(MINUTE)
    expect(await check()).toMatchObject({ rung: 'fetch' })
    fake.tabs = [sessionTab(() => page(NOTHING), { discarded: true })]
    fake.pass(MINUTE)
    await check()
    expect(fake.asked).toHaveLength(2)
  })

  test('that answers for another page, or with nonsense, is not believed', async () => {
    await add(follow())
    const answers: unknown[] = [
      {
        type: 'fetched',
        url: `${URL_OM}2`,
        finalUrl: URL_OM,
        status: 200,
        headers: {},
        html: OPEN,
        failure: null,
      },
      {
        type: 'fetched',
        url: URL_OM,
        finalUrl: 'https://evil.example/',
        status: 200,
        headers: {},
        html: OPEN,
      },
      {
        type: 'fetched',
        url: URL_OM,
        finalUrl: URL_OM,
        status: '200',
        headers: {},
        html: OPEN,
        failure: null,
      },
      'fetched',
    ]
    for (const answer of answers) {
      fake.tabs = [tab({ answer: () => answer })]
      fake.pass(MINUTE)
      expect(await check()).toMatchObject({ rung: 'fetch', verdict: { state: 'unknown' } })
    }
  })

  test('a hidden tab’s nothing is nothing, its seat counts', async () => {
    await add(follow())
    await takeRead(fake.env, drawn(NOTHING, false))
    expect((await sightOf()).state.lastCheckAt).toBeNull()
    await takeRead(fake.env, drawn(OPEN, false))
    expect(await verdictOf()).toMatchObject({ state: 'available' })
    expect(await alerts()).toHaveLength(1)
  })

  test('a page that was not scrolled through says nothing of what is not there, but that its wall is gone', async () => {
    await add(follow())
    fake.web = CHALLENGE
    await check()
    fake.pass(10_000)
    const read = drawn(NOTHING)
    const settle = { ...read.facts.settle, state: 'deadline' as const }
    await takeRead(fake.env, { ...read, doubt: 'unseen', facts: { ...read.facts, settle } })
    expect(await verdictOf()).toMatchObject({ state: 'unknown', reason: 'challenge' })
    fake.web = () => page(NOTHING)
    fake.pass(MINUTE)
    expect(await check()).toMatchObject({ rung: 'fetch', verdict: { reason: 'needs-render' } })
  })

  test('a page that is followed while it stands before the person tells by itself what a fetch could not', async () => {
    await add(follow())
    fake.tabs = [tab()]
    const read = drawn(NOTHING)
    fake.pass(3000)
    expect(await check()).toMatchObject({ state: 'seen', verdict: { reason: 'needs-render' } })
    expect((await sightOf()).state.lastCheckAt).toBeNull()
    await takeRead(fake.env, { ...read, at: fake.now() })
    expect(await verdictOf()).toMatchObject({ state: 'none', proof: { kind: 'siblings' } })
  })

  test('a page that stands unchanged says what was, not what is', async () => {
    await add(follow())
    const read = drawn(NOTHING)
    fake.pass(10 * MINUTE)
    await takeRead(fake.env, { ...read, at: fake.now() })
    expect((await sightOf()).state.lastCheckAt).toBe(read.dataAt)
  })

  test('a page that draws itself is read where it stands open, and asked for nothing', async () => {
    await add(follow())
    const shell =
      '<!doctype html><html><head><script src="/a.js"></script></head><body><div id="root"></div></body></html>'
    fake.web = () => page(shell)
    await check()
    expect(await check()).toEqual({ state: 'by-hand', why: 'needs-render' })
    const asked: unknown[] = []
    fake.tabs = [tab({ answer: (message) => asked.push(message) })]
    expect(await check()).toEqual({ state: 'asked-page' })
    expect(asked).toEqual([{ type: 'read-now' }])
    expect(fake.asked).toHaveLength(1)
  })
})

describe('politeness', () => {
  test('stops at a challenge; the person who passes is the way out, and only what still stands stays away', async () => {
    await add(follow(), follow({ id: 'ol' }))
    fake.web = CHALLENGE
    expect(await check()).toMatchObject({ verdict: { state: 'unknown', reason: 'challenge' } })
    expect(await check()).toEqual({ state: 'by-hand', why: 'wall' })
    expect(await sightOf()).toMatchObject({ rung: 'by-hand', rungWhy: 'wall' })
    // The other page of the site waits too.
    expect(await check('ol')).toMatchObject({ state: 'not-now', why: 'resting' })
    expect(fake.asked).toHaveLength(1)
    // The person opens the page, and it is there.
    expect((await sightOf('ol')).nextLookAt).toBeGreaterThan(fake.now())
    await takeRead(fake.env, drawn(NOTHING))
    expect((await sightOf('ol')).nextLookAt).toBeNull()
    expect(await readHost(await fake.env.db(), HOST)).toMatchObject({ restingUntil: null, strikes: 0 })
    fake.pass(MINUTE)
    expect(await check()).toMatchObject({ rung: 'fetch', verdict: { reason: 'challenge' } })
    // It stands for the background alone: a tab of the person is asked instead, and the background is left alone.
    await takeRead(fake.env, drawn(NOTHING))
    fake.pass(MINUTE)
    expect(await check()).toEqual({ state: 'by-hand', why: 'wall' })
    fake.tabs = [sessionTab(() => page(NOTHING))]
    expect(await check()).toMatchObject({ rung: 'tab-fetch', verdict: { state: 'none' } })
    expect(fake.asked).toHaveLength(2)
  })

  test('a time that the site names is kept, also when the person asks', async () => {
    await add(follow())
    fake.web = () => page('', 429, { 'retry-after': '600' })
    await check()
    fake.pass(9 * MINUTE)
    const asked = await look(fake.env, 'om', { why: 'asked' })
    expect(asked).toMatchObject({ state: 'not-now', why: 'resting' })
    await takeRead(fake.env, drawn(NOTHING))
    expect((await look(fake.env, 'om', { why: 'asked' })).state).toBe('not-now')
    fake.pass(MINUTE + 1000)
    await check()
    expect(fake.asked).toHaveLength(2)
  })

  test('rests longer with each refusal, which the person may cut short', async () => {
    await add(follow())
    fake.web = () => page('', 429)
    await check()
    fake.pass(MINUTE)
    await check()
    fake.pass(MINUTE)
    expect(await check()).toMatchObject({ state: 'not-now', why: 'resting' })
    expect(await look(fake.env, 'om', { why: 'asked' })).toMatchObject({ state: 'seen' })
  })

  test('asks a site once at a time; what a killed worker held is free again later', async () => {
    await add(follow(), follow({ id: 'ol' }))
    const db = await fake.env.db()
    await db.hosts.put({ ...(await readHost(db, HOST)), busyUntil: fake.now() + 60_000 })
    expect(await check()).toMatchObject({ state: 'not-now', why: 'busy' })
    fake.pass(61_000)
    expect(await check()).toMatchObject({ state: 'seen' })
  })

  test('looks at one site follow each other by a gap, however long each of them takes', async () => {
    await add(...['a', 'b', 'c'].map((id) => follow({ id })))
    fake.web = () => {
      fake.pass(700)
      return page(NOTHING)
    }
    await tick(fake.env)
    const times = fake.asked.map(({ at }) => at)
    expect(times).toHaveLength(3)
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(2700)
  })

  test('a page alone in its trouble rests alone', async () => {
    await add(follow(), follow({ id: 'ol' }))
    fake.web = (url) => (url.endsWith('/ol') ? page(NOTHING) : page('', 500))
    for (let n = 0; n < 3; n += 1) {
      await tick(fake.env)
      fake.pass(MINUTE)
    }
    const asked = (id: string) => fake.asked.filter(({ url }) => url.endsWith(`/${id}`)).length
    expect(asked('ol')).toBe(3)
    expect(asked('om')).toBe(2)
    expect(readMemory((await sightOf()).memory).strikes).toBe(2)
  })
})

describe('the small window', () => {
  const shell = '<html><head><script src="/a.js"></script></head><body><div id="root"></div></body></html>'

  test('is opened once, used again, and closed when nobody wants it any more', async () => {
    await add(follow({ window: true }))
    fake.web = () => page(shell)
    await check()
    fake.pass(MINUTE)
    expect(await check()).toMatchObject({ state: 'by-hand' })
    const [made] = fake.windows.opened
    const inside = fake.tabs.find(({ id }) => id === made?.tabId)
    if (inside !== undefined) inside.look = { facts: drawn(NOTHING).facts, visible: true, ageMs: 900 }
    fake.pass(MINUTE)
    expect(await check()).toMatchObject({ rung: 'window', verdict: { state: 'none' } })
    if (inside !== undefined) inside.look = { facts: drawn(NOTHING).facts, visible: false, ageMs: 900 }
    fake.pass(MINUTE)
    expect(await check()).toMatchObject({
      rung: 'window',
      verdict: { state: 'unknown', reason: 'not-settled' },
    })
    // The site has not answered by then: what stands there is the page of the look before.
    if (inside !== undefined) inside.look = { facts: drawn(NOTHING).facts, visible: true, ageMs: MINUTE }
    fake.pass(MINUTE)
    expect(await check()).toMatchObject({ state: 'by-hand' })
    expect(fake.windows.opened).toHaveLength(1)
    await add(follow())
    await tick(fake.env)
    expect(fake.windows.closed).toEqual([made?.windowId])
  })

  test('that is led to another site does not stay behind, one for each look', async () => {
    await add(follow({ window: true }))
    fake.web = () => page(shell)
    await check()
    const { navigate } = fake.env.windows
    fake.env.windows.navigate = async (used, to) => {
      await navigate(used, to)
      // Where it may not be read, its address is not to be seen.
      for (const one of fake.tabs) if (one.id === used.tabId) one.url = null
    }
    for (let n = 0; n < 3; n += 1) {
      fake.pass(MINUTE)
      await check()
    }
    const opened = fake.windows.opened.map(({ windowId }) => windowId)
    expect(fake.windows.closed).toEqual(opened)
  })

  test('is not loaded while it is minimised, nor believed when its facts make no sense', async () => {
    await add(follow({ window: true }))
    fake.web = () => page(shell)
    await check()
    fake.windows.shown = false
    fake.pass(MINUTE)
    expect(await check()).toMatchObject({ state: 'by-hand' })
    expect(fake.windows.loads).toEqual([])
  })
})

test('what comes of a page that is followed no more for what it was asked for counts for nothing', async () => {
  await add(follow())
  fake.web = async () => {
    await add(follow({ url: `${URL_OM}-autre` }))
    return page(OPEN)
  }
  expect(await check()).toEqual({ state: 'not-now', why: 'gone' })
  expect(await alerts()).toEqual([])
  expect(await readHost(await fake.env.db(), HOST)).toMatchObject({ busyUntil: null })
})

test('who asked too often rests for longer each time, though the page stands open before the person', async () => {
  await add(follow())
  fake.web = () => page('', 429)
  for (let n = 0; n < 6; n += 1) {
    await tick(fake.env)
    await takeRead(fake.env, drawn(NOTHING))
    fake.pass(MINUTE)
  }
  const { strikes, restingUntil } = await readHost(await fake.env.db(), HOST)
  expect(strikes).toBe(3)
  expect(restingUntil).toBeGreaterThan(fake.now())
  expect(fake.asked).toHaveLength(3)
})

test('a page that fails rests for longer each time, though one from before stands open', async () => {
  await add(follow())
  fake.web = () => page('', 500)
  const loadedAt = fake.now() - MINUTE
  for (let n = 0; n < 6; n += 1) {
    await tick(fake.env)
    await takeRead(fake.env, { ...drawn(NOTHING), loadedAt })
    fake.pass(MINUTE)
  }
  expect(fake.asked).toHaveLength(3)
  await takeRead(fake.env, drawn(NOTHING))
  await tick(fake.env)
  expect(fake.asked).toHaveLength(4)
})

describe('looks in time', () => {
  test('a clock that was put back holds neither the alarm nor the site', async () => {
    const later = fake.now() + 180 * MINUTE
    await add(follow())
    const db = await fake.env.db()
    await db.hosts.put({ ...(await readHost(db, HOST)), nextAt: later, busyUntil: later })
    fake.alarms.set('tick', { name: 'tick', at: later, periodMinutes: 1 })
    await tick(fake.env)
    expect(fake.asked).toHaveLength(1)
    expect(fake.alarms.get('tick')?.at).toBeLessThanOrEqual(fake.now() + MINUTE)
  })

  test('nothing followed: no alarm, nothing asked', async () => {
    fake.alarms.set('tick', { name: 'tick', at: fake.now(), periodMinutes: 1 })
    await tick(fake.env)
    expect(fake.alarms.size).toBe(0)
    expect(fake.asked).toEqual([])
  })

  test('the alarm is as fast as the hottest page, and wakes once when a pause ends', async () => {
    await add(follow(), follow({ id: 'ol', pace: 'hot' }))
    await tick(fake.env)
    expect(fake.alarms.get('tick')?.periodMinutes).toBe(0.5)
    const until = fake.now() + 3_600_000
    await add(follow({ paused: { until } }), follow({ id: 'ol', paused: { until: null } }))
    await tick(fake.env)
    expect(fake.alarms.get('tick')).toMatchObject({ at: until, periodMinutes: null })
  })

  test('offline nothing is asked and nothing is said; back again it looks at once', async () => {
    await add(follow())
    fake.online = false
    await tick(fake.env)
    expect(fake.asked).toEqual([])
    expect((await sightOf()).state.checks).toBe(0)
    fake.online = true
    await tick(fake.env)
    expect(fake.asked).toHaveLength(1)
  })

  test('after a long sleep everything is looked at, but no site all at once', async () => {
    await add(...Array.from({ length: 5 }, (_, n) => follow({ id: `m${n}` })))
    await tick(fake.env)
    fake.pass(8 * 3_600_000)
    fake.asked.length = 0
    await tick(fake.env)
    const times = fake.asked.map(({ at }) => at)
    expect(times).toHaveLength(5)
    for (const [n, at] of times.entries())
      if (n > 0) expect(at - (times[n - 1] ?? 0)).toBeGreaterThanOrEqual(2000)
  })

  test('a permission that was taken back is said, and asked for where the browser can', async () => {
    await add(follow())
    fake.allowed = new Set()
    expect(await check()).toEqual({ state: 'by-hand', why: 'no-access' })
    expect(fake.offered).toEqual([URL_OM])
    expect(fake.asked).toEqual([])
  })

  test('a check that somebody waits for shows each rung and what it answered', async () => {
    await add(follow())
    fake.tabs = [tab()]
    await checkNow(fake.env, 'om')
    const kept = checkOf((await sightOf()).memory)
    expect(kept?.endedAt).not.toBeNull()
    expect(kept?.steps.map(({ rung, said }) => `${rung} ${said}`)).toEqual([
      'tab-fetch null',
      'tab-fetch no-answer',
      'fetch null',
      'fetch unknown',
    ])
  })
})
