import type { Edits } from './models/edits.ts'

import { signal, useModel } from '@preact/signals'

import { useAdmin } from '../context.ts'
import { makeSettingsDoor } from './door.ts'
import { SettingsModel } from './models/settings.ts'
import { SettingsPage } from './settings-page.tsx'
import { SettingsContext } from './ui/context.ts'
import './settings.css'

let door: ReturnType<typeof makeSettingsDoor> | null = null

/** What is being written outlives the screen and the session. */
const edits = signal<Edits>({})

/** What the operator sets while the relay runs. */
export function Settings() {
  const { env, news, session } = useAdmin()
  const calls = (door ??= makeSettingsDoor(() => session.lose()))
  const settings = useModel(() => new SettingsModel(env, { door: calls, news, edits }))
  return (
    <SettingsContext.Provider value={settings}>
      <SettingsPage
        ownWords={async () => {
          const answer = await calls.ownWords()
          return answer.ok ? answer.value.templates.length : null
        }}
      />
    </SettingsContext.Provider>
  )
}
