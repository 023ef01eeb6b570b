import type { SubscriberLine } from '#core/subscription.ts'
import type { TellLine } from './tell.ts'

import { markOf } from '#core/subscriber-handle.ts'

type Named = Pick<SubscriberLine, 'id' | 'channel'>

const name = ({ id, channel }: Named) => `${markOf(id)} (${channel})`

/** The log lines about those who get alerts: by their marks, never by an address. */
export const PEOPLE_LINES = {
  added: (one: Named): TellLine => ({ level: 'info', message: `Abonné ajouté : ${name(one)}` }),
  changed: (one: Named & Pick<SubscriberLine, 'state'>): TellLine => ({
    level: 'info',
    message: `Abonné ${one.state === 'disabled' ? 'suspendu' : 'changé'} : ${name(one)}`,
  }),
  removed: (one: Named): TellLine => ({ level: 'info', message: `Abonné effacé : ${name(one)}` }),
}
