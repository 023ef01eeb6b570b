import type { AdminWatch } from '../door.ts'
import type { EvidenceShelf } from '../models/evidence.ts'
import type { EvidenceRow } from '#relay/client.ts'

import { useSignal } from '@preact/signals'

import { useApp } from '../../context.ts'
import { moment } from '../../models/times.ts'
import { Ago } from '../../ui/ago.tsx'
import { Notes } from '../../ui/notes.tsx'
import { Shape } from '../../ui/shape.tsx'
import { useAdmin, useAdminWords } from '../context.ts'
import { Facts } from './facts.tsx'
import { Rows } from './rows.tsx'
import { ShortWhy } from './short-why.tsx'
import { TroubleBox } from './trouble-box.tsx'

type Props = { row: EvidenceRow; watch: AdminWatch; shelf: EvidenceShelf }

/** One kept look: when, why it was kept, its picture, and all it saw once it is opened. */
export function EvidenceItem({ row, watch, shelf }: Props) {
  const { choice } = useApp()
  const words = useAdminWords().evidence
  const verdicts = choice.words.value
  const heading = `evidence-${row.id}`
  return (
    <li class={`card evidence evidence-${row.state}`} aria-labelledby={heading}>
      <div class="card-head">
        <Shape state={row.state} />
        <div>
          <h3 id={heading}>{words.cause[row.cause]}</h3>
          <p class="hint">
            <Ago at={row.at} />, {moment(row.at, verdicts.locale)}
          </p>
        </div>
      </div>
      {row.reason !== null && <p>{verdicts.reason[row.reason]}</p>}
      {row.picture === null ? (
        <p class="hint">{words.noPicture}</p>
      ) : (
        <Picture row={row} name={watch.name} picture={row.picture} />
      )}
      <details
        class="more"
        onToggle={(event) => {
          if (event.currentTarget.open) void shelf.open(row.id)
        }}
      >
        <summary>
          {words.open}
          <span class="unseen"> {moment(row.at, verdicts.locale)}</span>
        </summary>
        <Inside id={row.id} shelf={shelf} />
      </details>
    </li>
  )
}

function Inside({ id, shelf }: { id: string; shelf: EvidenceShelf }) {
  const words = useAdminWords().evidence
  const state = shelf.opened.value.get(id)
  if (state === undefined || state.kind === 'loading') return <p aria-busy="true">{words.opening}</p>
  if (state.kind === 'failed')
    return (
      <TroubleBox trouble={state.trouble}>
        <button type="button" class="button" onClick={() => void shelf.open(id)}>
          {words.retry}
        </button>
      </TroubleBox>
    )
  const { verdict, observation } = state.evidence
  return (
    <div class="evidence-inside">
      <ShortWhy glance={verdict} />
      <Notes glance={verdict} />
      {observation.page !== null && <Rows page={observation.page} at={observation.at} />}
      <Facts observation={observation} open />
    </div>
  )
}

type PictureProps = { row: EvidenceRow; name: string; picture: NonNullable<EvidenceRow['picture']> }

function Picture({ row, name, picture }: PictureProps) {
  const { door } = useAdmin()
  const words = useAdminWords().evidence
  const newTab = useApp().choice.words.value.newTab
  const { locale } = useApp().choice.words.value
  const broken = useSignal(false)
  if (broken.value)
    return (
      <div class="picture-broken">
        <p>{words.broken}</p>
        <button
          type="button"
          class="button"
          onClick={() => {
            broken.value = false
          }}
        >
          {words.retry}
        </button>
      </div>
    )
  return (
    <a class="picture" href={door.pictureUrl(row.id)} target="_blank" rel="noopener">
      <img
        src={door.pictureUrl(row.id)}
        alt={words.picture(name, moment(row.at, locale))}
        width={picture.width}
        height={picture.height}
        loading="lazy"
        decoding="async"
        onError={() => {
          broken.value = true
        }}
      />
      <span class="picture-words">
        {words.whole} <span class="unseen">{newTab}</span>
      </span>
    </a>
  )
}
