import type { Badge, Kept } from '../status-environment.ts'

import { DICTIONARIES } from '../status-locales/words.ts'
import { viewOf } from './status-view.ts'

/** Pure. The number is only for eyes: the title says the same in a sentence, and screen readers read that. */
export function badgeOf(kept: Kept, now: number): Badge {
  const words = DICTIONARIES[kept.settings.language].badge
  const view = viewOf(kept, now)
  if (view.kind === 'loading') return { text: '', title: words.loading, tone: 'trouble' }
  if (view.kind === 'failed') return { text: '!', title: words.failed, tone: 'trouble' }
  const { open, rows, unseen } = view
  if (open.length > 0) {
    const names = open.map(({ watch }) => watch.name)
    return { text: String(open.length), title: words.open(names), tone: 'open' }
  }
  if (view.problem !== null) return { text: '!', title: words.lost(view.readAt), tone: 'trouble' }
  if (rows.length === 0) return { text: '', title: words.empty, tone: 'trouble' }
  if (unseen > 0) return { text: '?', title: words.unseen(unseen), tone: 'trouble' }
  return { text: '', title: words.none(view.readAt), tone: 'open' }
}
