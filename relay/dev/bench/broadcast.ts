import type { StrictBotApi } from './bot-api.ts'
import type { Rig } from './rig.ts'

import { setTimeout } from 'node:timers/promises'

import { startStrictBotApi } from './bot-api.ts'
import { printGoal, printSpread } from './figures.ts'
import { densePage } from './pages.ts'
import { addSubscribers } from './people.ts'
import { cpuMs, readWatches, startRig, startSite, until, watchPage } from './rig.ts'

const PEOPLE = 5000
/** The Bot API's own arithmetic. */
const LEAST_S = PEOPLE / 30
const KILL_EVERY_MS = 10_000
const WITHIN_MS = 600_000
/** Without a message for so long, all is told. */
const CALM_MS = 5000
const REPEAT = /Rappel : ce message a peut-être déjà été reçu/
/** An answer that left so shortly before a kill may not have been heard. */
const LOST_WITHIN_MS = 1000

/** One opening told to 5,000 people on a Bot API that enforces its limits: undisturbed, then with kill -9 every 10 s. */
export async function benchBroadcast(): Promise<boolean> {
  const calm = await broadcast(null)
  console.log('  with kill -9 of the relay every 10 s:')
  const killed = await broadcast(KILL_EVERY_MS)
  return calm && killed
}

async function broadcast(killEveryMs: number | null): Promise<boolean> {
  let seat = false
  const site = await startSite((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(request.url === '/match' ? densePage(2000, seat) : '')
  })
  const telegram = await startStrictBotApi(() => 20 + Math.random() * 60)
  const rig = await startRig({
    env: {
      ALLOW_PRIVATE_HOSTS: site.host,
      HOST_GAP_MS: '100',
      TELEGRAM_TOKEN: '1000000001:bench-token-of-twenty-and-more',
      TELEGRAM_CHAT_ID: '2000000002',
      TELEGRAM_API_ROOT: telegram.url,
    },
    browser: true,
    fill: (data) => addSubscribers(data, PEOPLE - 1),
  })
  const kills: number[] = []
  try {
    const id = await watchPage(rig, { name: 'Étoile - Rivage', url: `${site.url}/match`, checkSeconds: 3600 })
    const look = async (state: string) => {
      await rig.client.api.watches[':id'].check.$post({ param: { id } })
      await until(`verdict ${state}`, async () => ((await verdictOf(rig, id)) === state ? true : null))
    }
    await until('a first verdict', async () => ((await verdictOf(rig, id)) === 'none' ? true : null))
    const cpu = await cpuMs(rig.relayPid)
    seat = true
    await look('available')
    const began = await openedAt(rig, id)
    const killing = killEveryMs === null ? null : startKilling(rig, kills, killEveryMs)
    await until(
      'everybody',
      () => (telegram.taken.length >= PEOPLE && chatsOf(telegram).size === PEOPLE ? true : null),
      WITHIN_MS,
    )
    const used = killEveryMs === null ? (await cpuMs(rig.relayPid)) - cpu : null
    await killing?.stop()
    // A repeat follows its lost answer within a second or two.
    await until('calm', () => (Date.now() - (telegram.taken.at(-1)?.at ?? 0) > CALM_MS ? true : null))
    return print(telegram, { began, kills, used })
  } finally {
    await rig.stop()
    await site.stop()
    await telegram.stop()
  }
}

type Run = { began: number; kills: readonly number[]; used: number | null }

function print({ taken, floods }: StrictBotApi, { began, kills, used }: Run): boolean {
  const chats = Map.groupBy(taken, ({ chat }) => chat)
  const firsts = [...chats.values()].flatMap(([first]) => (first === undefined ? [] : [first]))
  const repeats = [...chats.values()].flatMap((messages) =>
    messages.slice(1).map((again, n) => ({ again, before: messages[n] })),
  )
  const isFair = ({ again, before }: (typeof repeats)[number]) =>
    REPEAT.test(again.text) &&
    kills.some((at) => at >= (before?.at ?? 0) && at - (before?.at ?? 0) <= LOST_WITHIN_MS)
  const seconds = ((taken.at(-1)?.at ?? Number.NaN) - began) / 1000
  printSpread(
    'from the verdict to a person',
    's',
    firsts.map(({ at }) => (at - began) / 1000),
  )
  if (used !== null) printSpread('CPU of the relay for one message', 'ms', [used / PEOPLE])
  console.log(
    `  ${taken.length} messages in ${seconds.toFixed(1)} s, ${floods.length} × 429, ${kills.length} kills, ${repeats.length} marked repeats`,
  )
  const met = [
    printGoal('people without a message', PEOPLE - firsts.length, { most: 0, unit: '' }),
    printGoal('doubles but for a lost answer', repeats.filter((one) => !isFair(one)).length, {
      most: 0,
      unit: '',
    }),
    printGoal('429 answers', floods.length, { most: kills.length + 5, unit: '' }),
  ]
  if (kills.length === 0) met.push(printGoal('time for all', seconds, { most: LEAST_S * 1.1, unit: 's' }))
  return met.every(Boolean)
}

/** Ends with the kill that is under way. */
function startKilling(rig: Rig, kills: number[], everyMs: number): { stop: () => Promise<void> } {
  const ended = new AbortController()
  const run = async () => {
    while (!ended.signal.aborted) {
      await setTimeout(everyMs, null, { signal: ended.signal }).catch(() => null)
      if (ended.signal.aborted) return
      kills.push(Date.now())
      await rig.crash()
    }
  }
  const running = run()
  return {
    stop: async () => {
      ended.abort()
      await running
    },
  }
}

const chatsOf = ({ taken }: StrictBotApi) => new Set(taken.map(({ chat }) => chat))

async function verdictOf(rig: Rig, id: string): Promise<string | undefined> {
  return (await readWatches(rig)).find((watch) => watch.id === id)?.verdict.state
}

async function openedAt(rig: Rig, watch: string): Promise<number> {
  const response = await rig.client.api.releases.$get({ query: { watch } })
  if (response.status !== 200) throw new Error(`the releases answered ${response.status}`)
  return (await response.json()).releases[0]?.openedAt ?? Number.NaN
}
