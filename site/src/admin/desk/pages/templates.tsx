import type { TemplateKey, TemplatesList } from '../door.ts'

import { useModel, useSignal } from '@preact/signals'

import { CHANNEL_NAMES } from '#core/alert.ts'

import { LANGUAGES } from '../../../locales/words.ts'
import { useAdmin } from '../../context.ts'
import { OpeningHeading } from '../../ui/heading.tsx'
import { SelectField } from '../../ui/field.tsx'
import { useDeskWords } from '../locales/words.ts'
import { makeShelf } from '../models/remote.ts'
import { useDesk } from '../ui/desk-context.ts'
import { Head, States } from '../ui/states.tsx'
import { TemplateForm } from '../ui/template-form.tsx'

const TemplatesShelf = makeShelf<TemplatesList>()

/** The operator's own words, by channel, message and language. */
export function Templates() {
  const { env, news } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().templates
  const shelf = useModel(
    () =>
      new TemplatesShelf(env, {
        keyOf: () => 'all',
        news,
        async read() {
          const answer = await door.templates()
          return answer.ok ? { ok: true, value: { rows: [answer.value], next: null } } : answer
        },
      }),
  )
  return (
    <section class="screen">
      <Head title={<OpeningHeading>{words.title}</OpeningHeading>} lead={words.lead} />
      <States state={shelf.state.value} words={words} onRetry={() => void shelf.sync()}>
        {({ rows: [list] }) => list !== undefined && <Chosen list={list} />}
      </States>
    </section>
  )
}

function Chosen({ list }: { list: TemplatesList }) {
  const all = useDeskWords()
  const words = all.templates
  const key = useSignal<TemplateKey>({ channel: 'telegram', kind: 'opened', locale: 'fr' })
  const { channel, kind, locale } = key.value
  const channels = CHANNEL_NAMES.filter((name) => name !== 'log')
  const set = (change: Partial<TemplateKey>) => {
    key.value = { ...key.value, ...change }
  }
  return (
    <>
      <div class="fields">
        <SelectField
          name="template-channel"
          label={words.channel}
          value={channel}
          options={channels.map((value) => ({ value, text: all.channel[value] }))}
          onChange={(text) => set({ channel: channels.find((one) => one === text) ?? channel })}
        />
        <SelectField
          name="template-kind"
          label={words.kind}
          value={kind}
          options={list.kinds.map((one) => ({ value: one.kind, text: all.kind[one.kind] }))}
          onChange={(text) => set({ kind: list.kinds.find((one) => one.kind === text)?.kind ?? kind })}
        />
        <SelectField
          name="template-language"
          label={words.language}
          value={locale}
          options={LANGUAGES.map((value) => ({ value, text: all.language[value] }))}
          onChange={(text) => set({ locale: LANGUAGES.find((one) => one === text) ?? locale })}
        />
      </div>
      <TemplateForm list={list} which={key.value} key={`${channel} ${kind} ${locale}`} />
    </>
  )
}
