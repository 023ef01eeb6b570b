import type { SessionLine } from '../door.ts'

import { useModel } from '@preact/signals'

import { useWords } from '../../../context.ts'
import { moment } from '../../../models/times.ts'
import { Ago } from '../../../ui/ago.tsx'
import { useAdmin } from '../../context.ts'
import { makeShelf } from '../../desk/models/remote.ts'
import { useAccountDoor } from '../context.ts'
import { useAccountWords } from '../locales/words.ts'
import { AskOnce } from './ask-once.tsx'
import { Fact, Part } from './part.tsx'

const SessionsShelf = makeShelf<SessionLine>()

/** Who is signed in, in coarse words. */
export function Sessions() {
  const { env, news } = useAdmin()
  const door = useAccountDoor()
  const words = useAccountWords().sessions
  const shelf = useModel(
    () =>
      new SessionsShelf(env, {
        keyOf: ({ id }) => id,
        news,
        async read() {
          const answer = await door.sessions()
          return answer.ok ? { ok: true, value: { rows: answer.value.sessions, next: null } } : answer
        },
      }),
  )
  const sync = () => void shelf.sync()
  return (
    <section class="part" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{words.title}</h2>
      <p class="hint">{words.lead}</p>
      <Part state={shelf.state.value} words={words} onRetry={sync}>
        {({ rows }) => (
          <>
            <ul class="rows-list">
              {rows.map((line) => (
                <Row line={line} onChanged={sync} key={line.id} />
              ))}
            </ul>
            {rows.some(({ current }) => !current) && (
              <div class="buttons">
                <AskOnce
                  open={words.endOthers}
                  title={words.endOthersTitle}
                  text={words.endOthersText}
                  yes={words.end}
                  done={(value) => words.othersEnded(value?.ended ?? 0)}
                  send={() => door.endOthers()}
                  onDone={sync}
                />
              </div>
            )}
          </>
        )}
      </Part>
    </section>
  )
}

function Row({ line, onChanged }: { line: SessionLine; onChanged: () => void }) {
  const { locale } = useWords()
  const door = useAccountDoor()
  const words = useAccountWords()
  const { id, browser, system, way, createdAt, usedAt, expiresAt, current } = line
  const text = words.sessions
  return (
    <li class="card row" aria-labelledby={`session-${id}`}>
      <h3 id={`session-${id}`}>{words.on(words.browsers[browser], words.systems[system])}</h3>
      {current && <p class="chip">{text.here}</p>}
      <dl class="row-facts">
        <Fact label={text.used}>
          <Ago at={usedAt} />
        </Fact>
        <Fact label={text.since}>{moment(createdAt, locale)}</Fact>
        <Fact label={text.way}>{text.ways[way]}</Fact>
        <Fact label={text.ends}>{moment(expiresAt, locale)}</Fact>
      </dl>
      {!current && (
        <div class="buttons">
          <AskOnce
            open={text.end}
            title={text.endTitle}
            text={text.endText}
            yes={text.end}
            done={() => text.ended}
            send={() => door.endSession(id)}
            onDone={onChanged}
          />
        </div>
      )}
    </li>
  )
}
