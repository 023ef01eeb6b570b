import type { Line } from '../models/line.ts'

import { useWords } from '../../../context.ts'
import { hrefOf } from '../../models/route.ts'
import { useLog } from '../context.ts'
import { useLogWords } from '../locales/words.ts'
import { cutAt, wordsOf } from '../models/filter.ts'
import { LevelMark } from './level-mark.tsx'
import { lineDay, lineTime } from './times.ts'

type Props = {
  line: Line
  id: string
  /** The first line of its day among those shown. */
  isNewDay: boolean
  /** Its links can be reached by Tab. */
  isActive: boolean
}

/** One line: when, how grave, what, and on which watch. */
export function LineRow({ line, id, isNewDay, isActive }: Props) {
  const { locale } = useWords()
  const words = useLogWords()
  const { at, level, message, facts } = line
  const others = Object.entries(facts ?? {}).filter(([name]) => name !== 'host')
  return (
    <>
      {isNewDay && <p class="log-day">{lineDay(at, locale)}</p>}
      <div class={`log-line log-${level}`}>
        <div class="log-told" id={`${id}-told`}>
          <time class="log-time" dateTime={new Date(at).toISOString()}>
            {lineTime(at, locale)}
          </time>
          <span class="log-level">
            <LevelMark level={level} />
            {words.level[level]}
          </span>
          <p class="log-message" lang="fr">
            <Marked text={message} />
          </p>
        </div>
        {others.length > 0 && (
          <p class="log-facts">
            {others.map(([name, value]) => (
              <code key={name}>
                <Marked text={`${name} ${value}`} />
              </code>
            ))}
          </p>
        )}
        <Where line={line} isActive={isActive} />
      </div>
    </>
  )
}

function Where({ line, isActive }: Pick<Props, 'line' | 'isActive'>) {
  const { colon } = useWords()
  const { view } = useLog()
  const words = useLogWords()
  const { watchId } = line
  const host = view.hostOf(line)
  const name = watchId === undefined ? undefined : view.nameOf(watchId)
  if (host === undefined && name === undefined) return null
  return (
    <p class="log-where">
      {host !== undefined && <span class="log-host">{host}</span>}
      {watchId !== undefined && name !== undefined && (
        <a href={hrefOf({ page: 'watch', id: watchId })} tabIndex={isActive ? 0 : -1}>
          {words.open}
          <span class="unseen">{colon + name}</span>
        </a>
      )}
    </p>
  )
}

/** The text with what was searched in it. */
function Marked({ text }: { text: string }) {
  const { view } = useLog()
  return (
    <>
      {cutAt(text, wordsOf(view.filter.value)).map((piece, index) =>
        index % 2 === 0 ? piece : <mark>{piece}</mark>,
      )}
    </>
  )
}
