import type { SignInWay } from '../store/sessions.ts'
import type { TellLine } from './tell.ts'
import type { Sample } from '#core/sample.ts'
import type { Rule } from '#core/rules.ts'
import type { Watch } from '#core/watch.ts'

const WAYS: Record<SignInWay, string> = {
  password: 'Connexion à l’administration',
  passkey: 'Connexion à l’administration par clé d’accès',
  code: 'Connexion à l’administration par mot de passe et code',
  recovery: 'Connexion à l’administration par code de secours',
}

const ACCOUNT: Record<string, string> = {
  addPasskey: 'clé d’accès ajoutée',
  renamePasskey: 'clé d’accès renommée',
  dropPasskey: 'clé d’accès retirée',
  confirmCodes: 'application de codes activée',
  dropCodes: 'application de codes retirée',
  renewRecovery: 'codes de secours refaits',
  endSession: 'session terminée',
  endOtherSessions: 'autres sessions terminées',
  makeKey: 'clé de l’API créée',
  revokeKey: 'clé de l’API révoquée',
}

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
  removed: ({ id, name, host }: Watch): TellLine => ({
    level: 'info',
    message: `${name} : page retirée`,
    watchId: id,
    facts: { host },
  }),
  paused: ({ id, name, host }: Watch): TellLine => ({
    level: 'warning',
    message: `${name} : veille mise en pause`,
    watchId: id,
    facts: { host },
  }),
  resumed: ({ id, name, host }: Watch): TellLine => ({
    level: 'success',
    message: `${name} : veille reprise`,
    watchId: id,
    facts: { host },
  }),
  pausedAll: (count: number): TellLine => ({
    level: 'warning',
    message: `Tout est en pause : ${count} veille(s) de plus`,
  }),
  resumedAll: (count: number): TellLine => ({
    level: 'success',
    message: `Tout est repris : ${count} veille(s)`,
  }),
  restored: ({ id, name, host }: Watch): TellLine => ({
    level: 'success',
    message: `${name} : page remise dans la liste`,
    watchId: id,
    facts: { host },
  }),
  forgotten: (): TellLine => ({
    level: 'info',
    message: 'Veille supprimée oubliée pour de bon, preuves comprises',
  }),
  placed: ({ id, name, host }: Watch): TellLine => ({
    level: 'info',
    message: `${name} : place changée dans la liste`,
    watchId: id,
    facts: { host },
  }),
  asked: ({ id, name, host }: Watch, checkId: string): TellLine => ({
    level: 'info',
    message: `${name} : vérification demandée`,
    watchId: id,
    facts: { host, checkId },
  }),
  sampled: ({ id, host, says, faithful, watchId }: Sample): TellLine => ({
    level: faithful ? 'info' : 'warning',
    message: faithful
      ? `${host} : page gardée comme exemple`
      : `${host} : page gardée comme exemple, mais nettoyée elle se lit autrement`,
    ...(watchId === undefined ? {} : { watchId }),
    facts: { host, sampleId: id, says },
  }),
  unsampled: (host: string): TellLine => ({
    level: 'info',
    message: `${host} : exemple supprimé`,
    facts: { host },
  }),
  imported: (count: number): TellLine => ({
    level: 'success',
    message: `Import : ${count} page(s) ajoutée(s)`,
  }),
  importChanged: (count: number): TellLine => ({
    level: 'info',
    message: `Import : ${count} veille(s) changée(s)`,
  }),
  signedIn: (way: SignInWay): TellLine => ({
    level: way === 'recovery' ? 'warning' : 'info',
    message: WAYS[way],
  }),
  wrongPassword: (): TellLine => ({
    level: 'warning',
    message: 'Connexion refusée : mot de passe faux',
  }),
  /** `null` for calls that change nothing of the account. */
  account: (what: string): TellLine | null =>
    Object.hasOwn(ACCOUNT, what) ? { level: 'info', message: `Compte : ${ACCOUNT[what]}` } : null,
  wrongCode: (): TellLine => ({ level: 'warning', message: 'Connexion refusée : code faux ou déjà utilisé' }),
  wrongPasskey: (): TellLine => ({
    level: 'warning',
    message: 'Connexion refusée : clé d’accès inconnue ou sans preuve',
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
