import type { TemplateKey, TestOutcome } from '../door.ts'
import type { TemplateEdit } from '../models/template.ts'
import type { SubscriberLine } from '#core/subscription.ts'

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

import { SelectField } from '../../ui/field.tsx'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useDeskWords } from '../locales/words.ts'
import { useAct } from './act.tsx'
import { useDesk } from './desk-context.ts'
import { Tested } from './person-row.tsx'

/** Sends what is typed to somebody of this channel, marked as a trial. */
export function TemplateTest({ which, edit }: { which: TemplateKey; edit: TemplateEdit }) {
  const door = useDesk()
  const all = useDeskWords()
  const words = all.templates
  const act = useAct()
  const people = useSignal<readonly SubscriberLine[] | null>(null)
  const chosen = useSignal('')
  const tested = useSignal<TestOutcome | null>(null)
  const { channel, kind } = which
  const find = async () => {
    const page = await act.run(() => door.people(null))
    people.value = page?.subscribers.filter((one) => one.channel === channel) ?? null
    chosen.value = people.value?.[0]?.id ?? ''
  }
  useEffect(() => void find(), [])
  const send = async () => {
    tested.value = null
    tested.value = await act.run(() => door.test(chosen.value, { kind, template: edit.draft.value }))
  }
  const known = people.value ?? []
  return (
    <>
      {people.value !== null && known.length === 0 && <p class="hint">{words.nobody}</p>}
      {known.length > 0 && (
        <>
          <SelectField
            name="template-to"
            label={words.test}
            value={chosen.value}
            options={known.map(({ id, address, role }) => ({
              value: id,
              text: `${address} (${all.people.role[role]})`,
            }))}
            onChange={(id) => {
              chosen.value = id
            }}
          />
          <button type="button" class="button" aria-disabled={act.busy.value} onClick={() => void send()}>
            {act.busy.value ? all.people.testing : words.send}
          </button>
        </>
      )}
      <div role="status">{tested.value !== null && <Tested tested={tested.value} words={all.people} />}</div>
      {act.trouble.value !== null && <TroubleBox trouble={act.trouble.value} />}
    </>
  )
}
