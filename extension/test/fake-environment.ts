import type { Environment, Settings } from '../environment.ts'
import type { Notification } from '../ports/notifications.ts'
import type { PushAnswer, PushTicket } from '../ports/push.ts'
import type { Tab } from '../ports/tabs.ts'

import { openDatabase } from '../db/database.ts'
import { keptSettings, parseSettings } from '../settings.ts'
import { noticesOf, socketsOf, tabsOf } from './fake-browser-parts.ts'

type Waiting = { at: number; run: () => void }
type Shown = Notification & { id: string }
export type FakeSocket = { url: string; say: (frame: unknown) => void; end: () => void; isOpen: boolean }

/** What the fake browser holds, outside of any worker's life. */
export type World = {
  now: number
  online: boolean
  waiting: Waiting[]
  local: Map<string, unknown>
  session: Map<string, unknown>
  alarms: Map<string, { at: number; periodMinutes: number | null }>
  tabs: Tab[]
  focused: number[]
  /** Every call of `show`, oldest first. */
  rung: Shown[]
  /** What stands in the browser. */
  notices: Map<string, Notification>
  allowed: boolean
  badge: { text: string; title: string; colour: string } | null
  sounds: number[]
  sockets: FakeSocket[]
  push: { answer: PushAnswer; current: PushTicket | null }
  requests: { method: string; url: string; headers: Record<string, string>; body: string }[]
}

/** A browser and a clock of ours; the network is the real one, to loopback servers, unless it is cut. */
export type FakeEnvironment = Environment & {
  /** Moves the clock, and runs what became due. */
  pass: (ms: number) => void
  set: (settings: Partial<Settings>) => Promise<void>
  /** A new worker with the same profile: what only lived in memory is gone. */
  restart: () => FakeEnvironment
  world: World
}

const DAY = Date.UTC(2026, 10, 20, 13, 4)
let databases = 0

export function fakeEnvironment(): FakeEnvironment {
  databases += 1
  const world: World = {
    now: DAY,
    online: true,
    waiting: [],
    local: new Map(),
    session: new Map(),
    alarms: new Map(),
    tabs: [],
    focused: [],
    rung: [],
    notices: new Map(),
    allowed: true,
    badge: null,
    sounds: [],
    sockets: [],
    push: { answer: { ok: false, why: 'unavailable' }, current: null },
    requests: [],
  }
  return makeFake(world, `fake-${databases}`)
}

function makeFake(world: World, name: string): FakeEnvironment {
  const db = openDatabase(name)
  const env: FakeEnvironment = {
    world,
    clock: {
      now: () => world.now,
      after(ms, run) {
        const one = { at: world.now + ms, run }
        world.waiting.push(one)
        return () => void (world.waiting = world.waiting.filter((other) => other !== one))
      },
    },
    pass(ms) {
      world.now += ms
      const due = world.waiting.filter(({ at }) => at <= world.now)
      world.waiting = world.waiting.filter((one) => !due.includes(one))
      for (const { run } of due) run()
    },
    async set(change) {
      const settings = parseSettings({ ...parseSettings(world.local.get('settings'), ['fr']), ...change }, [
        'fr',
      ])
      await env.local.set({ settings: keptSettings(settings) })
    },
    restart() {
      world.waiting = []
      return makeFake(world, name)
    },
    chance: { newId: () => crypto.randomUUID(), fraction: () => 0.5 },
    db: () => db,
    local: areaOf(world.local),
    session: areaOf(world.session),
    ...browserOf(world),
    net: {
      isOnline: () => world.online,
      async fetch(url, init = {}) {
        if (!world.online) throw new TypeError('Failed to fetch')
        const headers = Object.fromEntries(new Headers(init.headers))
        const body = typeof init.body === 'string' ? init.body : ''
        world.requests.push({ method: init.method ?? 'GET', url, headers, body })
        const { method = 'GET', redirect = 'follow', signal = null } = init
        return await fetch(url, { method, redirect, signal, headers, ...(body === '' ? {} : { body }) })
      },
    },
    warn(error) {
      throw error
    },
  }
  return env
}

function areaOf(kept: Map<string, unknown>): Environment['local'] {
  const listeners = new Set<(keys: readonly string[]) => void>()
  const tell = (keys: readonly string[]) => {
    for (const run of listeners) run(keys)
  }
  return {
    get: async (key) => structuredClone(kept.get(key)),
    async set(values) {
      for (const [key, value] of Object.entries(values)) kept.set(key, structuredClone(value))
      tell(Object.keys(values))
    },
    async remove(keys) {
      for (const key of keys) kept.delete(key)
      tell(keys)
    },
    onChange(run) {
      listeners.add(run)
      return () => void listeners.delete(run)
    },
  }
}

type Browser = Pick<
  Environment,
  | 'alarms'
  | 'tabs'
  | 'windows'
  | 'scripting'
  | 'permissions'
  | 'notifications'
  | 'action'
  | 'runtime'
  | 'sound'
  | 'sockets'
  | 'push'
>

function browserOf(world: World): Browser {
  return {
    alarms: {
      all: async () =>
        [...world.alarms].map(([name, { at, periodMinutes }]) => ({ name, at, periodMinutes })),
      async create(name, { at, periodMinutes = null }) {
        world.alarms.set(name, { at: at ?? world.now + (periodMinutes ?? 0) * 60_000, periodMinutes })
      },
      clear: async (name) => void world.alarms.delete(name),
    },
    tabs: tabsOf(world),
    windows: {
      openSmall: async () => null,
      stands: async () => false,
      isShown: async () => false,
      navigate: async () => {},
      close: async () => {},
    },
    scripting: {
      registered: async () => [],
      register: async () => {},
      unregister: async () => {},
      inject: async () => false,
      look: async () => null,
      call: async () => null,
    },
    permissions: {
      has: async () => true,
      request: async () => true,
      remove: async () => {},
      offer: async () => {},
    },
    notifications: noticesOf(world),
    action: {
      show: async (badge) => void (world.badge = badge),
      isPinned: async () => null,
    },
    runtime: {
      id: 'vigie',
      version: '0.1.0',
      browser: 'chrome',
      languages: ['fr'],
      url: (path) => `chrome-extension://vigie${path}`,
      openOptions: async () => {},
    },
    sound: { ring: async (volume) => void world.sounds.push(volume) },
    sockets: socketsOf(world),
    push: {
      current: async () => world.push.current,
      async subscribe() {
        const { answer } = world.push
        if (answer.ok) world.push.current = answer.ticket
        return answer
      },
      unsubscribe: async () => void (world.push.current = null),
    },
  }
}
