import type { AdminWords } from '../locales/fr.ts'
import type { Observation } from '#core/observation.ts'

import { useApp } from '../../context.ts'
import { useAdminWords } from '../context.ts'

type Fact = { label: string; value: preact.ComponentChildren }

/** How a look knows what it says: addresses, markers, waiting and times, each in words. */
export function Facts({ observation, open = false }: { observation: Observation; open?: boolean }) {
  const words = useAdminWords().seen
  const { reason, locale } = useApp().choice.words.value
  const facts = [
    ...wayFacts(words, observation),
    ...pageFacts(words, reason, observation.page),
    timesFact(words, locale, observation),
  ]
  return (
    <details class="more" open={open}>
      <summary>{words.title}</summary>
      <dl class="facts-list">
        {facts
          .filter(({ value }) => value !== null)
          .map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </details>
  )
}

type Words = AdminWords['seen']

const NOTICED_MS = 50

function wayFacts(words: Words, { rendered, status, chain, failure }: Observation): Fact[] {
  return [
    { label: words.way, value: rendered ? words.rendered : words.static },
    {
      label: words.address,
      value: (
        <Listed
          of={chain.map((address) => (
            <code key={address}>{address}</code>
          ))}
          ordered
        />
      ),
    },
    { label: words.status, value: status ?? words.noStatus },
    {
      label: words.failure,
      value: failure === null ? null : <code>{`${failure.kind}: ${failure.detail}`}</code>,
    },
  ]
}

function pageFacts(words: Words, reason: Record<string, string>, page: Observation['page']): Fact[] {
  if (page === null) return []
  const { anchor, area, siblings, notice, walls, failedCalls, unreadableFrames, settle } = page
  return [
    { label: words.page, value: page.title === '' ? null : <q>{page.title}</q> },
    {
      label: words.anchor,
      value:
        anchor === null ? (
          words.noAnchor
        ) : (
          <>
            {words.anchors[anchor.kind]}, <q>{anchor.value}</q>
          </>
        ),
    },
    { label: words.area, value: words.areas[area.state] },
    {
      label: words.siblings,
      value:
        siblings.length === 0
          ? words.nothing
          : siblings.map(({ type, count }) => `${type} × ${count}`).join(', '),
    },
    { label: words.notice, value: notice === null ? null : <q>{notice.text}</q> },
    {
      label: words.walls,
      value:
        walls.length === 0 ? null : (
          <Listed
            of={walls.map((wall) => (
              <>
                {reason[wall.reason]} <code>{`${wall.vendor}: ${wall.marker}`}</code>
              </>
            ))}
          />
        ),
    },
    { label: words.frames, value: unreadableFrames === 0 ? null : unreadableFrames },
    {
      label: words.calls,
      value:
        failedCalls.length === 0 ? null : (
          <Listed
            of={failedCalls.map(({ path, status }) => (
              <code key={path}>{`${status} ${path}`}</code>
            ))}
          />
        ),
    },
    { label: words.settle, value: words.settles[settle.state] },
  ]
}

function timesFact(words: Words, locale: string, { phases, durationMs }: Observation): Fact {
  const seconds = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'second',
    maximumFractionDigits: 1,
  })
  const steps = Object.entries(phases)
    .filter(([, ms]) => ms >= NOTICED_MS)
    .map(([name, ms]) => `${words.phase[name] ?? name} ${seconds.format(ms / 1000)}`)
  return {
    label: words.phases,
    value: [...steps, `${words.total} ${seconds.format(durationMs / 1000)}`].join(', '),
  }
}

function Listed({ of, ordered = false }: { of: preact.ComponentChildren[]; ordered?: boolean }) {
  const items = of.map((one, index) => <li key={index}>{one}</li>)
  return ordered ? <ol>{items}</ol> : <ul>{items}</ul>
}
