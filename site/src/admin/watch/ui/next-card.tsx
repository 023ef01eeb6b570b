import type { AdminWatch } from '../../door.ts'
import type { WatchStory } from '#relay/client.ts'

import { useApp } from '../../../context.ts'
import { clockTime, span } from '../../../models/times.ts'
import { Ago } from '../../../ui/ago.tsx'
import { HowLine } from '../../ui/how-line.tsx'
import { useStoryWords } from '../locales/words.ts'

type Outlook = NonNullable<WatchStory['outlook']>
type Props = { watch: AdminWatch; outlook: WatchStory['outlook'] }

/** What comes next: when, how, how patiently and how politely. */
export function NextCard({ watch, outlook }: Props) {
  const words = useStoryWords().next
  const { locale } = useApp().choice.words.value
  return (
    <article class="card">
      <h3>{words.title}</h3>
      <dl class="facts-list">
        <div class="next-due">
          <dt>{words.due}</dt>
          <dd>
            <Due watch={watch} outlook={outlook} />
          </dd>
        </div>
        <Fact label={words.cadence}>{words.each(span(watch.checkSeconds * 1000, locale))}</Fact>
        <HowLine watch={watch} />
        {outlook !== null && <Learnt outlook={outlook} />}
      </dl>
    </article>
  )
}

function Due({ watch, outlook }: Props) {
  const { clock, choice } = useApp()
  const words = useStoryWords().next
  const { locale } = choice.words.value
  if (watch.pausedAt !== undefined) return <>{words.paused}</>
  if (outlook === null) return <>{words.unknown}</>
  if (outlook.lookingSince !== null) return <>{words.looking}</>
  const now = clock.now.value
  const { dueAt, restingUntil } = outlook
  if (restingUntil !== null && restingUntil > Math.max(now, dueAt))
    return <>{words.resting(clockTime(restingUntil, locale))}</>
  return <>{dueAt - now < 1000 ? words.soon : words.dueIn(span(dueAt - now, locale))}</>
}

function Learnt({ outlook }: { outlook: Outlook }) {
  const words = useStoryWords().next
  const { locale } = useApp().choice.words.value
  const seconds = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'second',
    maximumFractionDigits: 1,
  })
  const said = (ms: number) => seconds.format(ms / 1000)
  const number = new Intl.NumberFormat(locale)
  const { patience, gapMs, callsToday, callsMost, watchesOfHost, strikes } = outlook
  return (
    <>
      <Fact label={words.patience}>{words.patienceText(said(patience.usualMs), said(patience.nextMs))}</Fact>
      <Fact label={words.longAgo}>
        {patience.longAt === null ? words.noLong : <Ago at={patience.longAt} />}
      </Fact>
      <Fact label={words.polite}>{words.politeText(said(gapMs), watchesOfHost)}</Fact>
      <Fact label={words.calls}>{words.callsOf(number.format(callsToday), number.format(callsMost))}</Fact>
      {strikes > 0 && <Fact label={words.strikes}>{number.format(strikes)}</Fact>}
    </>
  )
}

function Fact({ label, children }: { label: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
