import type { ShippedId } from './rules-shipped.ts'
import type { Locale } from './words.ts'

/** Names of the rules that Vigie comes with; they are stored under the French ones. */
export const RULE_NAMES: Record<Locale, Record<ShippedId, string>> = {
  fr: {
    'host-blind': 'aucune page d’un site ne se laisse lire',
    'checks-stopped': 'les vérifications d’un site se sont arrêtées',
    'outbox-stuck': 'des alertes ne partent plus',
    'budget-near': 'un site a presque reçu ses appels du jour',
    'reporter-contradicted': 'deux observateurs se contredisent',
    'storage-near': 'la base de données est presque pleine',
  },
  en: {
    'host-blind': 'no page of a site can be read',
    'checks-stopped': 'the checks of a site have stopped',
    'outbox-stuck': 'alerts no longer leave',
    'budget-near': 'a site has had nearly all its calls of the day',
    'reporter-contradicted': 'two observers contradict each other',
    'storage-near': 'the database is nearly full',
  },
}

/** The name of a rule in the reader's language, when it is one that Vigie comes with; any other as it is. */
export function ruleName(name: string, locale: Locale): string {
  const known = Object.entries(RULE_NAMES.fr).find(([, french]) => french === name)
  return Object.entries(RULE_NAMES[locale]).find(([id]) => id === known?.[0])?.[1] ?? name
}
