import type { NewPerson } from '../../desk/door.ts'

import { createModel, signal } from '@preact/signals'

/** Browsers subscribe by themselves only. */
export const CHANNELS = ['telegram', 'email', 'discord', 'ntfy', 'webhook'] as const
type Channel = (typeof CHANNELS)[number]
/** What an address needs beside itself, by its name in the options. */
const SECRETS = { ntfy: 'token', webhook: 'secret' } as const

export function hasSecret(channel: Channel): channel is keyof typeof SECRETS {
  return Object.hasOwn(SECRETS, channel)
}

/** An address as it stands in the form. */
export const PersonDraftModel = createModel(() => {
  const channel = signal<Channel>('telegram')
  const [address, secret] = [signal(''), signal('')]
  const role = signal<NewPerson['role']>('reader')
  const locale = signal<NewPerson['locale']>('fr')
  const missing = signal(false)
  return {
    channel,
    address,
    secret,
    role,
    locale,
    missing,
    /** `null` when there is no address. */
    toNew(): NewPerson | null {
      missing.value = address.value.trim() === ''
      if (missing.value) return null
      const kind = channel.value
      const given = secret.value.trim()
      const options = hasSecret(kind) && given !== '' ? { options: { [SECRETS[kind]]: given } } : {}
      const about = { channel: kind, address: address.value.trim(), role: role.value, locale: locale.value }
      return { ...about, ...options }
    },
    clear() {
      address.value = ''
      secret.value = ''
    },
  }
})

export type PersonDraft = InstanceType<typeof PersonDraftModel>
