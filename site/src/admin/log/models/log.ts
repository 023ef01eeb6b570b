import type { Environment } from '../../../environment.ts'
import type { Clock } from '../../../models/clock.ts'
import type { Trouble } from '../../trouble.ts'
import type { LogDoor } from '../door.ts'
import type { Stock } from './stock.ts'

import { createModel, signal } from '@preact/signals'

import { reconnectWaitMs } from '../../../models/feed.ts'
import { makeLive } from './live.ts'
import { makePages } from './pages.ts'
import { lastCursor, NO_STOCK, prepend } from './stock.ts'

const FIRST_LINES = 500
/** What could not be read is asked for as after so many failures: every 4 to 8 s. */
const RETRY = 3

type LogState =
  | { kind: 'loading' }
  | { kind: 'failed'; trouble: Trouble }
  /** `begunAt`: when the relay was found with another log than before. */
  | { kind: 'shown'; stock: Stock; begunAt: number | null }

type Parts = { door: LogDoor; clock: Clock }

function makeState() {
  const state = signal<LogState>({ kind: 'loading' })
  return {
    state,
    stock: () => (state.value.kind === 'shown' ? state.value.stock : NO_STOCK),
    change: (how: (stock: Stock) => Stock) => {
      const { value } = state
      if (value.kind === 'shown') state.value = { ...value, stock: how(value.stock) }
    },
  }
}

/** The relay's log: its newest part, older ones when they are asked for, and every new line, without gap or double. */
export const LogModel = createModel((env: Environment, { door, clock }: Parts) => {
  const { state, stock, change } = makeState()
  const isTrying = signal(false)
  let active = false
  let cancelRetry: (() => void) | undefined

  const pages = makePages({ door, stock, change })
  const live = makeLive(env, { door, clock, last: () => lastCursor(stock()), onHello, onLines: pages.take })

  async function first(begunAt: number | null = null): Promise<void> {
    cancelRetry?.()
    isTrying.value = true
    const answer = await door.lines({ limit: FIRST_LINES })
    isTrying.value = false
    if (!active) return
    if (!answer.ok) {
      state.value = { kind: 'failed', trouble: answer.trouble }
      cancelRetry = env.after(reconnectWaitMs(RETRY, env.random()), () => void first(begunAt))
      return
    }
    const { logs } = answer.value
    state.value = { kind: 'shown', stock: prepend(NO_STOCK, logs, logs.length < FIRST_LINES), begunAt }
    live.start()
  }

  function onHello({ cursor, admin }: { cursor: number; admin: boolean }) {
    // The session has ended: the call tells whoever must know.
    if (!admin) return void door.lines({ limit: 1 })
    if (cursor < lastCursor(stock())) {
      live.stop()
      return void first(clock.now.value)
    }
    pages.readFailedGaps()
  }

  function stop() {
    active = false
    cancelRetry?.()
    live.stop()
  }

  return {
    ...pages,
    state,
    live: live.live,
    /** When the relay was lost last, epoch ms. */
    lostAt: live.lostAt,
    isTrying,
    retry() {
      if (!isTrying.value) void first()
    },
    start() {
      if (active) return
      active = true
      if (state.value.kind === 'shown') live.start()
      else void first()
    },
    stop,
    /** Nothing of it stays. */
    clear() {
      stop()
      state.value = { kind: 'loading' }
    },
  }
})

export type Log = InstanceType<typeof LogModel>
