import type { KeyLine } from '../door.ts'

import { useModel, useSignal } from '@preact/signals'

import { useApp, useWords } from '../../../context.ts'
import { moment } from '../../../models/times.ts'
import { useAdmin } from '../../context.ts'
import { makeShelf } from '../../desk/models/remote.ts'
import { hrefOf } from '../../models/route.ts'
import { useAccountDoor } from '../context.ts'
import { useAccountWords } from '../locales/words.ts'
import { AskOnce } from './ask-once.tsx'
import { NewKeyForm } from './new-key.tsx'
import { Once } from './once.tsx'
import { Fact, Part } from './part.tsx'

const KeysShelf = makeShelf<KeyLine>()

/** Keys of programs: made, shown once, revoked. */
export function Keys() {
  const { env, news } = useAdmin()
  const door = useAccountDoor()
  const words = useAccountWords().keys
  const made = useSignal<string | null>(null)
  const shelf = useModel(
    () =>
      new KeysShelf(env, {
        keyOf: ({ id }) => id,
        news,
        async read() {
          const answer = await door.keys()
          return answer.ok ? { ok: true, value: { rows: answer.value.keys, next: null } } : answer
        },
      }),
  )
  const sync = () => void shelf.sync()
  return (
    <section class="part" aria-labelledby="keys-title">
      <h2 id="keys-title">{words.title}</h2>
      <p class="hint">{words.lead}</p>
      {made.value !== null && (
        <Once
          title={words.made}
          text={words.once}
          kept={words.kept}
          secrets={[made.value]}
          onKept={() => {
            made.value = null
          }}
        />
      )}
      <Part state={shelf.state.value} words={words} onRetry={sync}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>{words.none}</p>
          ) : (
            <ul class="rows-list">
              {rows.map((line) => (
                <Row line={line} onChanged={sync} key={line.id} />
              ))}
            </ul>
          )
        }
      </Part>
      <NewKeyForm
        onMade={(token) => {
          made.value = token
          sync()
        }}
      />
    </section>
  )
}

function Row({ line, onChanged }: { line: KeyLine; onChanged: () => void }) {
  const { clock } = useApp()
  const { locale } = useWords()
  const door = useAccountDoor()
  const all = useAccountWords()
  const words = all.keys
  const { id, name, hint, scopes, createdAt, expiresAt, revokedAt, usedDay } = line
  const hasEnded = expiresAt !== null && expiresAt <= clock.now.value
  const state = revokedAt !== null ? 'revoked' : hasEnded ? 'ended' : 'active'
  return (
    <li class="card row" aria-labelledby={`key-${id}`}>
      <div>
        <h3 id={`key-${id}`}>{name}</h3>
        <p class={state === 'active' ? 'right' : 'wrong'}>{words.state[state]}</p>
      </div>
      <dl class="row-facts">
        <Fact label={words.can}>{scopes.map((scope) => words.short[scope]).join(', ')}</Fact>
        <Fact label={words.begins}>
          <code>{hint}…</code>
        </Fact>
        <Fact label={words.used}>{usedDay === null ? words.never : dayOf(usedDay, locale)}</Fact>
        <Fact label={words.since}>{moment(createdAt, locale)}</Fact>
        <Fact label={words.ends}>{expiresAt === null ? words.forever : moment(expiresAt, locale)}</Fact>
      </dl>
      <div class="buttons">
        <a class="button" href={hrefOf({ page: 'audit', who: id })}>
          {all.audit.title}
        </a>
        {revokedAt === null && (
          <AskOnce
            open={words.revoke}
            title={words.revokeTitle(name)}
            text={words.revokeText}
            yes={words.revoke}
            done={() => words.revoked}
            send={() => door.revokeKey(id)}
            onDone={onChanged}
          />
        )}
      </div>
    </li>
  )
}

/** A UTC day is a day, wherever it is read. */
const dayOf = (day: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day))
