import type { StoryWords } from '../locales/fr.ts'
import type { WatchStory } from '#relay/client.ts'

import { useWords } from '../../../context.ts'
import { Ago } from '../../../ui/ago.tsx'
import { Shape } from '../../../ui/shape.tsx'
import { hrefOf } from '../../models/route.ts'
import { useStoryWords } from '../locales/words.ts'
import { DataTable } from '../../../ui/data-table.tsx'

type Word = WatchStory['words'][number]
type Report = WatchStory['reports'][number]
type Who = Word['who']

/** Who looks at it, what each said last, and what browsers told of it. */
export function WhoCard({ words: said, reports }: Pick<WatchStory, 'words' | 'reports'>) {
  const words = useStoryWords().who
  return (
    <article class="card">
      <h3>{words.title}</h3>
      {said.length === 0 && <p>{words.nobody}</p>}
      {said.length > 0 && (
        <ul class="who-list" aria-label={words.words}>
          {said.map((word) => (
            <WordLine word={word} key={word.reporter} />
          ))}
        </ul>
      )}
      {reports.length === 0 ? (
        <p class="hint">{words.noReports}</p>
      ) : (
        <details class="more">
          <summary>{words.reports}</summary>
          <Reports reports={reports} />
        </details>
      )}
      <p>
        <a class="back-plain" href={hrefOf({ page: 'devices' })}>
          {words.devices}
        </a>
      </p>
    </article>
  )
}

function WordLine({ word }: { word: Word }) {
  const words = useStoryWords().who
  const { saw, reason } = useWords()
  const { verdict, kind, who, at, sightedAt, unproven } = word
  return (
    <li>
      <Shape state={verdict.state} />
      <div>
        <p>
          <strong>{kind === 'extension' ? nameOf(words, who) : words.relay}</strong>{' '}
          <span class="hint">{kind === 'extension' ? ownerOf(words, who) : words.eye[kind]}</span>
        </p>
        <p>
          {saw[verdict.state]}, <Ago at={at} />
          {verdict.state === 'unknown' && <span class="hint"> {reason[verdict.reason]}</span>}
        </p>
        <p class="hint">
          {words.sighted} {sightedAt === null ? words.never : <Ago at={sightedAt} />}
        </p>
        {unproven && <p class="chip">{words.unproven}</p>}
        {who?.state === 'muted' && <p class="chip">{words.muted}</p>}
      </div>
    </li>
  )
}

type WhoWords = StoryWords['who']

const nameOf = (words: WhoWords, who: Who) => who?.label ?? words.gone
const ownerOf = (words: WhoWords, who: Who) =>
  who === null ? '' : who.own ? `${words.of(who.owner)}, ${words.own}` : words.of(who.owner)

function Reports({ reports }: { reports: readonly Report[] }) {
  const words = useStoryWords().who
  const { reason } = useWords()
  const { head } = words
  const sawOf = ({ verdict }: Report) => {
    if (verdict.state === 'none') return words.none
    if (verdict.state === 'unknown') return words.unknown(reason[verdict.reason])
    return verdict.count === null ? words.someSeats : words.places(verdict.count)
  }
  return (
    <DataTable
      box="table-scroll"
      caption={words.reports}
      heads={[head.who, head.what, head.when, head.how, head.outcome]}
      rows={reports.map((report) => ({
        key: `${report.reporterId} ${report.id}`,
        cells: [
          <>
            {nameOf(words, report.who)} <span class="hint">{ownerOf(words, report.who)}</span>
          </>,
          sawOf(report),
          <Ago at={report.at} key="at" />,
          words.rung[report.rung],
          report.shadow ? words.shadow : words.outcome[report.outcome],
        ],
      }))}
    />
  )
}
