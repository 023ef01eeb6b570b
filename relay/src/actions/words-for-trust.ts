import type { Reporter } from '#core/reporter.ts'
import type { Watch } from '#core/watch.ts'
import type { TellLine } from './tell.ts'

import { oneLine } from '#core/one-line.ts'

type Named = Pick<Reporter, 'owner' | 'label'>

const name = ({ owner, label }: Named) => `${oneLine(label, 60)} (${oneLine(owner, 60)})`

/** The log lines about people's browsers and what they report. */
export const TRUST_LINES = {
  paired: (device: Named): TellLine => ({ level: 'success', message: `Navigateur lié : ${name(device)}` }),
  muted: (device: Named): TellLine => ({
    level: 'info',
    message: `Navigateur mis de côté : ${name(device)}`,
  }),
  unmuted: (device: Named): TellLine => ({
    level: 'info',
    message: `Navigateur de nouveau écouté : ${name(device)}`,
  }),
  'marked-own': (device: Named): TellLine => ({
    level: 'info',
    message: `Navigateur cru comme l’un des vôtres : ${name(device)}`,
  }),
  'unmarked-own': (device: Named): TellLine => ({
    level: 'info',
    message: `Navigateur qui n’est plus cru comme l’un des vôtres : ${name(device)}`,
  }),
  renamed: (device: Named): TellLine => ({ level: 'info', message: `Navigateur renommé : ${name(device)}` }),
  revoked: (device: Named): TellLine => ({ level: 'info', message: `Navigateur délié : ${name(device)}` }),
  left: (device: Named): TellLine => ({
    level: 'info',
    message: `Navigateur délié par son propriétaire : ${name(device)}`,
  }),
  switched: ({ id, name: watch }: Watch, heard: boolean): TellLine => ({
    level: 'info',
    message: `${watch} : les signalements des navigateurs sont ${heard ? 'de nouveau écoutés' : 'coupés'}`,
    watchId: id,
  }),
  switchedAll: (heard: boolean): TellLine => ({
    level: heard ? 'info' : 'warning',
    message: `Les signalements de tous les navigateurs sont ${heard ? 'de nouveau écoutés' : 'coupés'}`,
  }),
  reported: ({ id, name: watch }: Watch): TellLine => ({
    level: 'info',
    message: `${watch} : signalé par un navigateur, à confirmer`,
    watchId: id,
  }),
  seconded: ({ id, name: watch }: Watch, devices: number): TellLine => ({
    level: 'success',
    message: `${watch} : vu par ${devices} navigateurs de personnes différentes, le relais ne voit pas`,
    watchId: id,
  }),
  contradicted: ({ id, name: watch }: Watch): TellLine => ({
    level: 'warning',
    message: `${watch} : un signalement est démenti par le relais`,
    watchId: id,
  }),
  falseAlarm: ({ id, name: watch }: Watch): TellLine => ({
    level: 'warning',
    message: `${watch} : fausse alerte, dit un navigateur`,
    watchId: id,
  }),
} as const
