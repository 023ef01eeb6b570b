import type { SettingName } from '#core/settings.ts'

import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'

import { useAdmin } from '../context.ts'
import { Bones } from '../ui/bones.tsx'
import { OpeningHeading } from '../ui/heading.tsx'
import { TroubleBox } from '../ui/trouble-box.tsx'
import { useSettingsWords } from './locales/words.ts'
import { EnvironmentTable } from './ui/environment.tsx'
import { useSettings } from './ui/context.ts'
import { SaveBar } from './ui/save-bar.tsx'
import { Setting } from './ui/setting.tsx'

type Group = keyof ReturnType<typeof useSettingsWords>['groups']

const GROUPS: readonly { group: Group; names: readonly SettingName[] }[] = [
  { group: 'watching', names: ['checkSeconds', 'patienceSeconds'] },
  { group: 'polite', names: ['hostGapMs', 'hostDailyCalls', 'browserCapHours'] },
  { group: 'operator', names: ['blindMinutes', 'stillWatchingHours'] },
  { group: 'people', names: ['quiet', 'timeZone', 'loudness'] },
  { group: 'history', names: ['retentionDays'] },
]

type Props = { ownWords: () => Promise<number | null> }

/** Every setting with where it comes from, and what only the environment says. */
export function SettingsPage({ ownWords }: Props) {
  const words = useSettingsWords()
  const settings = useSettings()
  const form = useRef<HTMLDivElement>(null)
  const state = settings.state.value
  return (
    <section class="screen settings">
      <div class="screen-head">
        <div>
          <OpeningHeading>{words.title}</OpeningHeading>
          <p class="hint">{words.lead}</p>
        </div>
      </div>
      {state.kind === 'loading' && <Bones text={words.loading} />}
      {state.kind === 'failed' && (
        <div class="panel panel-failed">
          <h2>{words.failed}</h2>
          <TroubleBox trouble={state.trouble} />
          <button type="button" class="button button-main" onClick={() => void settings.sync()}>
            {words.retry}
          </button>
        </div>
      )}
      {state.kind === 'shown' && (
        <>
          {state.trouble !== null && <TroubleBox trouble={state.trouble} />}
          <div class="settings-groups" ref={form}>
            {GROUPS.map(({ group, names }) => (
              <GroupCard group={group} names={names} key={group} />
            ))}
          </div>
          <Texts ownWords={ownWords} />
          <EnvironmentTable lines={state.value.environment} />
          <SaveBar form={form} />
        </>
      )}
    </section>
  )
}

function GroupCard({ group, names }: (typeof GROUPS)[number]) {
  const { title, lead } = useSettingsWords().groups[group]
  return (
    <section class="card setting-group" aria-labelledby={`group-${group}`}>
      <div>
        <h2 id={`group-${group}`}>{title}</h2>
        <p class="hint">{lead}</p>
      </div>
      {names.map((name) => (
        <Setting name={name} key={name} />
      ))}
    </section>
  )
}

/** The way to the words of messages, which have a screen of their own. */
function Texts({ ownWords }: Props) {
  const words = useSettingsWords().texts
  const { news } = useAdmin()
  const count = useSignal<number | null>(null)
  useEffect(() => {
    const read = async () => {
      count.value = await ownWords()
    }
    void read()
  }, [news.value])
  return (
    <section class="card" aria-labelledby="settings-texts">
      <h2 id="settings-texts">{words.title}</h2>
      <p>{words.text}</p>
      {count.value !== null && <p class="hint">{words.own(count.value)}</p>}
      <div class="buttons">
        <a class="button" href="#/templates">
          {words.open}
        </a>
        <a class="button" href="#/rules">
          {words.rules}
        </a>
      </div>
    </section>
  )
}
