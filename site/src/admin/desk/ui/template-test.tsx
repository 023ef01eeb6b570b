import type { TemplateKey, TestOutcome } from '../door.ts'
import type { TemplateEdit } from '../models/template.ts'
import type { SubscriberLine } from '#core/subscription.ts'

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

import { markOf } from '#core/subscriber-handle.ts'

import { SelectField, TextField } from '../../ui/field.tsx'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useDeskWords } from '../locales/words.ts'
import { useAct } from './act.tsx'
import { useDesk } from './desk-context.ts'
import { Tested } from './tested.tsx'

type Known = { people: readonly SubscriberLine[]; next: string | null }

/** Sends what is typed to somebody of this channel, marked as a trial. */
export function TemplateTest({ which, edit }: { which: TemplateKey; edit: TemplateEdit }) {
  const door = useDesk()
  const all = useDeskWords()
  const words = all.templates
  const act = useAct()
  const picker = usePicker(which.channel)
  const tested = useSignal<TestOutcome | null>(null)
  const send = async () => {
    tested.value = null
    const words = { kind: which.kind, template: edit.draft.value }
    tested.value = await act.run(() => door.test(picker.chosen.value, words))
  }
  const trouble = act.trouble.value ?? picker.trouble.value
  return (
    <>
      <Picker picker={picker} />
      {picker.chosen.value !== '' && (
        <button type="button" class="button" aria-disabled={act.busy.value} onClick={() => void send()}>
          {act.busy.value ? all.people.testing : words.send}
        </button>
      )}
      <div role="status">{tested.value !== null && <Tested tested={tested.value} words={all.people} />}</div>
      {trouble !== null && <TroubleBox trouble={trouble} />}
    </>
  )
}

type PickerModel = ReturnType<typeof usePicker>

/** Somebody of this channel: the newest first, the others further down or by their mark. */
function usePicker(channel: TemplateKey['channel']) {
  const door = useDesk()
  const act = useAct()
  const known = useSignal<Known | null>(null)
  const chosen = useSignal('')
  const mark = useSignal('')
  /** There are more than one answer holds. */
  const isLong = useSignal(false)
  const read = async (after: string | null) => {
    const asked = mark.value
    const filter = { channel, ...(asked === '' ? {} : { mark: asked }) }
    const page = await act.run(() => door.people(after, filter))
    if (page === null) return
    const before = after === null ? [] : (known.value?.people ?? [])
    const people = [...before, ...page.subscribers]
    known.value = { people, next: page.next }
    isLong.value ||= page.next !== null
    if (!people.some(({ id }) => id === chosen.value)) chosen.value = people[0]?.id ?? ''
    // Typed on while it was read.
    if (asked !== mark.value) await read(null)
  }
  useEffect(() => void read(null), [])
  return {
    busy: act.busy,
    trouble: act.trouble,
    known,
    chosen,
    mark,
    isLong,
    more: () => read(known.value?.next ?? null),
    find(text: string) {
      mark.value = text
        .trim()
        .replaceAll(/[^\w-]/g, '')
        .slice(0, 40)
      void read(null)
    },
  }
}

function Picker({ picker }: { picker: PickerModel }) {
  const { templates: words, people: roles, more, loadingMore } = useDeskWords()
  const known = picker.known.value
  if (known === null) return null
  if (known.people.length === 0 && !picker.isLong.value) return <p class="hint">{words.nobody}</p>
  return (
    <>
      {picker.isLong.value && (
        <TextField
          name="template-mark"
          label={words.find}
          hint={words.findHint}
          value={picker.mark.value}
          maxLength={40}
          code
          onChange={(text) => picker.find(text)}
        />
      )}
      {known.people.length === 0 ? (
        <p class="hint" role="status">
          {words.notFound}
        </p>
      ) : (
        <SelectField
          name="template-to"
          label={words.test}
          value={picker.chosen.value}
          options={known.people.map(({ id, address, role }) => ({
            value: id,
            text: `${address} · ${markOf(id)} (${roles.role[role]})`,
          }))}
          onChange={(id) => {
            picker.chosen.value = id
          }}
        />
      )}
      {known.next !== null && (
        <button
          type="button"
          class="button"
          aria-disabled={picker.busy.value}
          onClick={() => void picker.more()}
        >
          {picker.busy.value ? loadingMore : more}
        </button>
      )}
    </>
  )
}
