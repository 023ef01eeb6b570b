import type { Gap } from '../models/stock.ts'

import { useWords } from '../../../context.ts'
import { useLog } from '../context.ts'
import { useLogWords } from '../locales/words.ts'
import { lineTime } from './times.ts'

/** The beginning of the list: what lies before it, and why it is empty when it is. */
export function TopRow({ isActive }: { isActive: boolean }) {
  const { log, view } = useLog()
  const words = useLogWords()
  const older = log.older.value
  const isEmpty = view.shownCount.value === 0
  const isBare = view.readCount.value === 0
  return (
    <div class="log-top">
      <Begun />
      {isEmpty && older.kind !== 'reading' && (
        <>
          <p class="log-nothing">{isBare ? words.empty : words.nothing}</p>
          <p>{isBare ? words.emptyText : words.nothingText}</p>
        </>
      )}
      {!isBare && (
        <p>{older.kind === 'full' ? words.top.full(view.readCount.value) : words.top[older.kind]}</p>
      )}
      {older.kind === 'failed' && <Again isActive={isActive} onPress={() => void log.readOlder()} />}
    </div>
  )
}

function Begun() {
  const { log } = useLog()
  const { locale } = useWords()
  const words = useLogWords()
  const state = log.state.value
  if (state.kind !== 'shown' || state.begunAt === null) return null
  return <p class="log-begun">{words.begun(lineTime(state.begunAt, locale))}</p>
}

/** Lines that are missing, and what became of them. */
export function GapRow({ gap, isActive }: { gap: Gap; isActive: boolean }) {
  const { log } = useLog()
  const words = useLogWords()
  return (
    <div class={`log-gap log-gap-${gap.state}`}>
      <p>{words.gap[gap.state](gap.before - gap.after - 1)}</p>
      {gap.state === 'failed' && <Again isActive={isActive} onPress={() => void log.readGap(gap)} />}
    </div>
  )
}

function Again({ isActive, onPress }: { isActive: boolean; onPress: () => void }) {
  const words = useLogWords()
  return (
    <button
      type="button"
      class="button"
      tabIndex={isActive ? 0 : -1}
      onClick={(event) => {
        // The button goes, its row stays.
        event.currentTarget.closest<HTMLElement>('.log-item')?.focus({ preventScroll: true })
        onPress()
      }}
    >
      {words.retry}
    </button>
  )
}
