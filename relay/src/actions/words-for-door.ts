import type { TellLine } from './tell.ts'
import type { Sample } from '#core/sample.ts'
import type { Rule } from '#core/rules.ts'
import type { Watch } from '#core/watch.ts'

/** The log lines of what an admin does. */
export const DOOR_LINES = {
  added: ({ id, name, host }: Watch): TellLine => ({
    level: 'success',
    message: `${name} : page ajoutée`,
    watchId: id,
    facts: { host },
  }),
  changed: ({ id, name, host }: Watch): TellLine => ({
    level: 'info',
    message: `${name} : réglages changés`,
    watchId: id,
    facts: { host },
  }),
  removed: ({ id, name }: Watch): TellLine => ({
    level: 'info',
    message: `${name} : page retirée`,
    watchId: id,
  }),
  asked: ({ id, name }: Watch, checkId: string): TellLine => ({
    level: 'info',
    message: `${name} : vérification demandée`,
    watchId: id,
    facts: { checkId },
  }),
  sampled: ({ id, host, says, faithful, watchId }: Sample): TellLine => ({
    level: faithful ? 'info' : 'warning',
    message: faithful
      ? `${host} : page gardée comme exemple`
      : `${host} : page gardée comme exemple, mais nettoyée elle se lit autrement`,
    ...(watchId === undefined ? {} : { watchId }),
    facts: { sampleId: id, says },
  }),
  imported: (count: number): TellLine => ({
    level: 'success',
    message: `matches.json : ${count} page(s) ajoutée(s)`,
  }),
  signedIn: (): TellLine => ({ level: 'info', message: 'Connexion à l’administration' }),
  wrongPassword: (): TellLine => ({
    level: 'warning',
    message: 'Connexion refusée : mot de passe faux',
  }),
} as const

/** What the old bot answered when a check was asked for. */
export function checkStarted(name: string): string {
  return `Vérification de ${name} lancée en arrière-plan`
}

/** The log lines of what an admin does with rules. */
export const RULE_LINES = {
  added: ({ name }: Rule): TellLine => ({ level: 'success', message: `Règle ajoutée : ${name}` }),
  changed: ({ name, enabled }: Rule): TellLine => ({
    level: 'info',
    message: enabled ? `Règle changée : ${name}` : `Règle arrêtée : ${name}`,
  }),
  removed: ({ name }: Rule): TellLine => ({ level: 'info', message: `Règle retirée : ${name}` }),
}
