import type { SettingName } from '#core/settings.ts'
import type { TemplateKey } from '../store/templates.ts'
import type { TellLine } from './tell.ts'

const NAMES: Record<SettingName, string> = {
  checkSeconds: 'cadence d’une nouvelle veille',
  patienceSeconds: 'patience',
  hostGapMs: 'écart entre deux demandes',
  hostDailyCalls: 'demandes par jour',
  browserCapHours: 'heures de navigateur par mois',
  blindMinutes: 'alerte d’aveuglement',
  stillWatchingHours: 'signe de vie',
  quiet: 'heures calmes des nouveaux abonnés',
  timeZone: 'fuseau des nouveaux abonnés',
  loudness: 'son des nouveaux abonnés',
  retentionDays: 'durée de conservation',
}

/** The log lines of what an admin sets. */
export const SETTING_LINES = {
  changed: (names: readonly SettingName[]): TellLine => ({
    level: 'info',
    message: `Réglages changés : ${names.map((name) => NAMES[name]).join(', ')}`,
  }),
  words: ({ channel, kind, locale }: TemplateKey): TellLine => ({
    level: 'info',
    message: `Texte changé : ${channel}, ${kind}, ${locale}`,
  }),
}
