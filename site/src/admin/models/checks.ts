import type { Environment } from '../../environment.ts'
import type { Clock } from '../../models/clock.ts'
import type { AdminWatch, Door } from '../door.ts'
import type { Trouble } from '../trouble.ts'
import type { Looks } from './looks.ts'

import { createModel, signal } from '@preact/signals'

import { isLast } from './looks.ts'

const LISTEN_MS = 250
/** The feed tells the end of a look at once; where it is broken, the watch itself is asked. */
const ASK_EACH_MS = 3000
/** After this the host's own pace holds it back, and waiting in front of the screen is no use. */
const PATIENCE_MS = 90_000

export type CheckState =
  | { kind: 'running'; since: number }
  | { kind: 'late' }
  | { kind: 'failed'; trouble: Trouble }
  | { kind: 'done'; at: number }

type Parts = {
  door: Pick<Door, 'check' | 'watch'>
  clock: Clock
  looks: Looks
  onDone: (watch: AdminWatch) => void
}
type Asked = { id: string; checkId: string; before: number | null }

/** Checks that somebody asked for, by watch: each is followed until its result is there. */
export const ChecksModel = createModel((env: Environment, { door, clock, looks, onDone }: Parts) => {
  const states = signal<ReadonlyMap<string, CheckState>>(new Map())
  const set = (id: string, state: CheckState) => {
    states.value = new Map([...states.value, [id, state]])
  }
  const pause = () => new Promise<void>((resolve) => env.after(LISTEN_MS, resolve))
  const isOver = (checkId: string) => looks.looks.value.get(checkId)?.steps.some(isLast) ?? false

  async function follow({ id, checkId, before }: Asked): Promise<CheckState> {
    const since = env.now()
    let askedAt = since
    while (env.now() - since < PATIENCE_MS) {
      await pause()
      const isTold = isOver(checkId)
      if (!isTold && env.now() - askedAt < ASK_EACH_MS) continue
      askedAt = env.now()
      const answer = await door.watch(id)
      if (!answer.ok && (answer.trouble.kind === 'refused' || answer.trouble.kind === 'signed-out'))
        return { kind: 'failed', trouble: answer.trouble }
      if (!answer.ok || (!isTold && answer.value.status.lastCheckAt === before)) continue
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
      if (!asked.ok) return set(id, { kind: 'failed', trouble: asked.trouble })
      set(id, await follow({ id, checkId: asked.value.checkId, before: status.lastCheckAt }))
    },
  }
})

export type Checks = InstanceType<typeof ChecksModel>
