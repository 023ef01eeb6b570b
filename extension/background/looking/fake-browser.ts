import type { Environment } from '../../environment.ts'
import type { Alarm } from '../../ports/alarms.ts'
import type { Area } from '../../ports/area.ts'
import type { ContentScript } from '../../ports/scripting.ts'
import type { Tab } from '../../ports/tabs.ts'
import type { SmallWindow } from '../../ports/windows.ts'

import { openDatabase } from '../../db/database.ts'

export type FakeTab = Tab & {
  title?: string
  /** What the script in this page answers; without it nobody answers. */
  answer?: (message: unknown) => unknown
  /** What a look in it answers. */
  look?: unknown
}

type Asked = { at: number; url: string; init: RequestInit | undefined }

/** A browser by hand, with all that the looking asks of it, to be set and read. */
export type Fake = {
  env: Environment
  /** Moves the clock on, ms. */
  pass: (ms: number) => void
  now: () => number
  alarms: Map<string, Alarm>
  tabs: FakeTab[]
  /** Hosts whose pages may be read; `null` for all. */
  allowed: Set<string> | null
  offered: string[]
  registered: Map<string, ContentScript>
  injected: { tabId: number; file: string }[]
  windows: { opened: SmallWindow[]; loads: string[]; closed: number[]; shown: boolean }
  online: boolean
  asked: Asked[]
  /** The web. What it throws is a broken connection. */
  web: (url: string, init: RequestInit | undefined) => Response | Promise<Response>
}

const NOON = 1_795_000_000_000
let databases = 0

/** A fresh browser with nothing in it, at a fixed noon. Waiting takes no time: the clock jumps. */
export function fakeBrowser(): Fake {
  databases += 1
  const clock = fakeClock(NOON)
  const database = openDatabase(`looking-${databases}`)
  let ids = 0
  const of = (): Fake => fake
  const fake: Fake = {
    env: {
      clock,
      db: () => database,
      local: fakeArea(),
      session: fakeArea(),
      chance: {
        newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
        fraction: () => 0.5,
      },
      alarms: fakeAlarms(of),
      tabs: fakeTabs(of),
      windows: fakeWindows(of),
      scripting: fakeScripting(of),
      permissions: {
        has: async (url) => of().allowed?.has(new URL(url).host) ?? true,
        request: async () => true,
        remove: async (url) => void of().allowed?.delete(new URL(url).host),
        offer: async (url) => void of().offered.push(url),
      },
      net: {
        async fetch(url, init) {
          of().asked.push({ at: of().now(), url, init })
          return await of().web(url, init)
        },
        isOnline: () => of().online,
      },
      ...MUTE,
    },
    pass: clock.pass,
    now: clock.now,
    alarms: new Map(),
    tabs: [],
    allowed: null,
    offered: [],
    registered: new Map(),
    injected: [],
    windows: { opened: [], loads: [], closed: [], shown: true },
    online: true,
    asked: [],
    web: () => new Response('', { status: 404 }),
  }
  return fake
}

/** What looking does not use: the parts of it that tell. */
const MUTE: Pick<
  Environment,
  'notifications' | 'action' | 'runtime' | 'sound' | 'sockets' | 'push' | 'warn'
> = {
  notifications: {
    areAllowed: async () => true,
    show: async () => true,
    change: async () => true,
    clear: async () => {},
    standing: async () => [],
  },
  action: { show: async () => {}, isPinned: async () => true },
  runtime: {
    id: 'vigie',
    version: '0.0.0',
    browser: 'chrome',
    languages: ['fr'],
    url: (path) => `chrome-extension://vigie${path}`,
    openOptions: async () => {},
  },
  sound: { ring: async () => {} },
  sockets: { open: () => () => {} },
  push: {
    current: async () => null,
    subscribe: async () => ({ ok: false, why: 'unavailable' }),
    unsubscribe: async () => {},
  },
  warn(error) {
    throw error
  },
}

const fakeAlarms = (of: () => Fake): Environment['alarms'] => ({
  all: async () => [...of().alarms.values()],
  async create(name, { at, periodMinutes = null }) {
    const first = of().now() + (periodMinutes ?? 0) * 60_000
    of().alarms.set(name, { name, at: at ?? first, periodMinutes })
  },
  clear: async (name) => void of().alarms.delete(name),
})

function fakeTabs(of: () => Fake): Environment['tabs'] {
  const tabOf = (id: number) => of().tabs.find((tab) => tab.id === id)
  return {
    ofHost: async (host) => of().tabs.filter(({ url }) => URL.parse(url ?? '')?.host === host),
    get: async (id) => tabOf(id) ?? null,
    async current() {
      const tab = of().tabs.find(({ active }) => active)
      return tab === undefined ? null : { ...tab, title: tab.title ?? '' }
    },
    open: async () => null,
    focus: async ({ id }) => tabOf(id) !== undefined,
    send: async (id, message) => (await tabOf(id)?.answer?.(message)) ?? null,
  }
}

const fakeScripting = (of: () => Fake): Environment['scripting'] => ({
  registered: async () => [...of().registered.values()],
  register: async (script) => void of().registered.set(script.id, script),
  async unregister(gone) {
    for (const id of gone) of().registered.delete(id)
  },
  async inject(tabId, file) {
    of().injected.push({ tabId, file })
    return of().tabs.some(({ id }) => id === tabId)
  },
  look: async (tabId) => of().tabs.find(({ id }) => id === tabId)?.look ?? null,
  call: async () => null,
})

const fakeWindows = (of: () => Fake): Environment['windows'] => ({
  async openSmall(url) {
    const { windows, tabs } = of()
    const made = { windowId: 100 + windows.opened.length, tabId: 1000 + windows.opened.length }
    windows.opened.push(made)
    tabs.push({ id: made.tabId, url, windowId: made.windowId, active: true, discarded: false })
    return made
  },
  stands: async ({ windowId, tabId }) =>
    !of().windows.closed.includes(windowId) && of().tabs.some(({ id }) => id === tabId),
  isShown: async () => of().windows.shown,
  async navigate({ tabId }, { url }) {
    of().windows.loads.push(url)
    const tab = of().tabs.find(({ id }) => id === tabId)
    if (tab !== undefined) tab.url = url
  },
  async close(windowId) {
    of().windows.closed.push(windowId)
    of().tabs = of().tabs.filter((tab) => tab.windowId !== windowId)
  },
})

/** Timers run one by one, the earliest first, as soon as nothing else is under way. */
function fakeClock(start: number): Environment['clock'] & { pass: (ms: number) => void } {
  let now = start
  let timers: { at: number; run: () => void }[] = []
  const runNext = () => {
    const [next] = timers.toSorted((a, b) => a.at - b.at)
    if (next === undefined) return
    timers = timers.filter((timer) => timer !== next)
    now = Math.max(now, next.at)
    next.run()
  }
  return {
    now: () => now,
    pass(ms) {
      now += ms
    },
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.push(timer)
      setTimeout(runNext, 2)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
  }
}

function fakeArea(): Area {
  const kept = new Map<string, unknown>()
  return {
    get: async (key) => structuredClone(kept.get(key)),
    async set(values) {
      for (const [key, value] of Object.entries(values)) kept.set(key, structuredClone(value))
    },
    async remove(keys) {
      for (const key of keys) kept.delete(key)
    },
    onChange: () => () => {},
  }
}
