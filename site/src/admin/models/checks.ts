import type { Environment } from '../../environment.ts'
import type { Clock } from '../../models/clock.ts'
import type { AdminWatch, Door } from '../door.ts'
import type { Trouble } from '../trouble.ts'

import { createModel, signal } from '@preact/signals'

const POLL_MS = 1000
/** After this the host's own pace holds it back, and waiting in front of the screen is no use. */
const PATIENCE_MS = 90_000

export type CheckState =
  | { kind: 'running'; since: number }
  | { kind: 'late' }
  | { kind: 'failed'; trouble: Trouble }
  | { kind: 'done'; at: number }

type Parts = { door: Pick<Door, 'check' | 'watch'>; clock: Clock; onDone: (watch: AdminWatch) => void }

/** Checks that somebody asked for, by watch: each is followed until its result is there. */
export const ChecksModel = createModel((env: Environment, { door, clock, onDone }: Parts) => {
  const states = signal<ReadonlyMap<string, CheckState>>(new Map())
  const set = (id: string, state: CheckState) => {
    states.value = new Map([...states.value, [id, state]])
  }
  const pause = () => new Promise<void>((resolve) => env.after(POLL_MS, resolve))

  async function follow(id: string, before: number | null): Promise<CheckState> {
    const since = clock.now.value
    while (clock.now.value - since < PATIENCE_MS) {
      await pause()
      const answer = await door.watch(id)
      if (!answer.ok && answer.trouble.kind === 'refused') return { kind: 'failed', trouble: answer.trouble }
      if (!answer.ok && answer.trouble.kind === 'signed-out')
        return { kind: 'failed', trouble: answer.trouble }
      if (!answer.ok || answer.value.status.lastCheckAt === before) continue
      onDone(answer.value)
      return { kind: 'done', at: clock.now.value }
    }
    return { kind: 'late' }
  }

  return {
    states,
    async ask({ id, status }: AdminWatch) {
      if (states.value.get(id)?.kind === 'running') return
      set(id, { kind: 'running', since: clock.now.value })
      const asked = await door.check(id)
      set(id, asked.ok ? await follow(id, status.lastCheckAt) : { kind: 'failed', trouble: asked.trouble })
    },
  }
})

export type Checks = InstanceType<typeof ChecksModel>
