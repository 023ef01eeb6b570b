import type { AuditChange, AuditLine, AuditWho } from '#core/audit.ts'

import { useWords } from '../../../context.ts'
import { moment } from '../../../models/times.ts'
import { useAdmin } from '../../context.ts'
import { hrefOf } from '../../models/route.ts'
import { useAccountWords } from '../locales/words.ts'

/** `Session · Firefox sur Linux (1a2b)`, `Clé · script`. */
export function useWhoWords(): (who: AuditWho) => string {
  const words = useAccountWords()
  return ({ kind, id, name }) => {
    const { kinds } = words.audit
    if (kind !== 'session') return name === '' ? kinds[kind] : `${kinds[kind]} · ${name}`
    const [browser = '', system = ''] = name.split(' ')
    const called = words.on(wordFor(words.browsers, browser), wordFor(words.systems, system))
    return `${kinds.session} · ${called} (${id.slice(0, 4)})`
  }
}

/** The word for a name; the name itself when there is none. */
export const wordFor = (words: Record<string, string>, name: string) =>
  Object.hasOwn(words, name) ? (words[name] ?? '') : name

/** One act: when, who, what, on what; and what it changed, field by field. */
export function AuditRow({ line }: { line: AuditLine }) {
  const { locale, colon } = useWords()
  const { watches } = useAdmin()
  const words = useAccountWords().audit
  const whoWords = useWhoWords()
  const { at, who, what, target, changes } = line
  const list = watches.state.value
  const watch = list.kind === 'shown' ? list.watches.find(({ id }) => id === target)?.name : undefined
  const called = watch ?? nameIn(changes)
  return (
    <li class="card record-line">
      <p>
        <time dateTime={new Date(at).toISOString()}>{moment(at, locale)}</time>
      </p>
      <p>
        <strong>{wordFor(words.acts, what)}</strong>
        {called !== undefined && colon + called}
      </p>
      <p class="hint">{whoWords(who)}</p>
      {target !== null && (
        <p>
          <a class="back-plain" href={hrefOf({ page: 'audit', target })}>
            {words.onlyThis}
          </a>
        </p>
      )}
      {changes.length > 0 && (
        <details class="more">
          <summary>{words.changes(changes.length)}</summary>
          <Changes changes={changes} />
        </details>
      )}
    </li>
  )
}

function nameIn(changes: readonly AuditChange[]): string | undefined {
  const named = changes.find(({ field }) => field === 'name')
  return named?.after ?? named?.before ?? undefined
}

function Changes({ changes }: { changes: readonly AuditChange[] }) {
  const words = useAccountWords().audit
  return (
    <table class="changes">
      <thead>
        <tr>
          <th scope="col">{words.field}</th>
          <th scope="col">{words.before}</th>
          <th scope="col">{words.after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field}>
            <th scope="row">
              <code>{field}</code>
            </th>
            <td>{before ?? <span class="hint">{words.nothing}</span>}</td>
            <td>{after ?? <span class="hint">{words.nothing}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
