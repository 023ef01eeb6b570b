import type { Trouble } from '../../admin/trouble.ts'
import type { AlertsDoor } from '../door.ts'
import type { AcknowledgedAs } from '#core/alert.ts'
import type { OwnAlert } from '#core/own-alert.ts'

import { createModel, signal } from '@preact/signals'

export type RecentState =
  | { kind: 'loading' }
  | { kind: 'failed'; trouble: Trouble }
  | {
      kind: 'shown'
      alerts: readonly OwnAlert[]
      /** The openings whose answer is on its way. */
      busy: readonly string[]
      /** The last press was kept. */
      kept: boolean
      trouble: Trouble | null
    }

type Parts = { token: string; asked: string | null }

/** What one subscription was told of lately, and its answers. `asked`: the message whose link was opened. */
export const RecentModel = createModel(
  (door: Pick<AlertsDoor, 'recent' | 'answer'>, { token, asked: link }: Parts) => {
    const state = signal<RecentState>({ kind: 'loading' })
    const asked = signal(link)

    async function sync() {
      if (state.value.kind === 'failed') state.value = { kind: 'loading' }
      const answer = await door.recent(token)
      const shown = state.value
      if (shown.kind === 'shown' && shown.busy.length > 0) return
      if (answer.ok) {
        const alerts = inOrder(answer.value.alerts, link)
        const kept = shown.kind === 'shown' && shown.kept
        state.value = { kind: 'shown', alerts, busy: [], kept, trouble: null }
      } else if (shown.kind !== 'shown') state.value = { kind: 'failed', trouble: answer.trouble }
    }

    /** One after the other; at the first that fails the rest is left as it was. */
    async function answer(releaseIds: readonly string[], outcome: AcknowledgedAs) {
      const before = state.value
      if (before.kind !== 'shown' || before.busy.length > 0) return
      state.value = { ...before, busy: releaseIds, kept: false, trouble: null }
      let trouble: Trouble | null = null
      const done = new Set<string>()
      for (const releaseId of releaseIds) {
        const answered = await door.answer(token, { releaseId, outcome })
        if (!answered.ok) {
          trouble = answered.trouble
          break
        }
        done.add(releaseId)
      }
      const alerts = before.alerts.map((one) => (done.has(one.releaseId) ? withAnswer(one, outcome) : one))
      state.value = { kind: 'shown', alerts, busy: [], kept: trouble === null, trouble }
    }

    return { state, asked, sync, answer }
  },
)

/** "Seen" takes nothing back: as the relay counts. */
function withAnswer(alert: OwnAlert, outcome: AcknowledgedAs): OwnAlert {
  return { ...alert, answered: outcome === 'seen' ? (alert.answered ?? outcome) : outcome, rings: false }
}

/** First what the opened link speaks of, then what rings, then the newest. */
function inOrder(alerts: readonly OwnAlert[], asked: string | null): OwnAlert[] {
  const rank = ({ alertIds, rings }: OwnAlert) =>
    asked !== null && alertIds.includes(asked) ? 0 : rings ? 1 : 2
  return alerts.toSorted((a, b) => rank(a) - rank(b) || b.toldAt - a.toldAt)
}

export type Recent = InstanceType<typeof RecentModel>
