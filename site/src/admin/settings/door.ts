import type { Answer } from '../trouble.ts'
import type { SettingName, SettingValues, SettingsDocument } from '#core/settings.ts'

import { makeClient } from '#relay/client.ts'

import { ask } from '../ask.ts'

/** `seen`: the last change of each, as it stood on the screen. */
export type SettingsChange = {
  set: Partial<SettingValues>
  reset: SettingName[]
  seen: Partial<Record<SettingName, number>>
}

/** The calls about settings. No call throws. */
export type SettingsDoor = {
  read: () => Promise<Answer<SettingsDocument>>
  change: (change: SettingsChange) => Promise<Answer<SettingsDocument>>
  /** How many messages have words of the operator's own. */
  ownWords: () => Promise<Answer<{ templates: readonly unknown[] }>>
}

export function makeSettingsDoor(onSignedOut: () => void): SettingsDoor {
  const { settings, templates } = makeClient(location.origin).api
  const usual = { onSignedOut }
  return {
    read: () => ask((init) => settings.$get({}, { init }), usual),
    change: (json) => ask((init) => settings.$patch({ json }, { init }), usual),
    ownWords: () => ask((init) => templates.$get({}, { init }), usual),
  }
}
