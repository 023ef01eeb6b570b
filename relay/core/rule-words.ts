import type { RuleAlert, RuleUnit, Severity } from './alert.ts'
import type { ShippedId } from './rules-shipped.ts'
import type { Locale } from './words.ts'

import { RULE_NAMES } from './rule-names.ts'

/** What messages of rules say. */
export type RuleWords = {
  title: Record<RuleAlert['status'], (name: string, severity: Severity) => string>
  /** The value is empty where there is nothing to count. */
  line: (what: string, value: string, since: string) => string
  over: (what: string, lasted: string) => string
  more: (count: number) => string
  value: Record<Exclude<RuleUnit, 'seconds'>, (value: number) => string>
  /** Names of the rules that Vigie comes with, and what they mean for whoever reads them. */
  shipped: Record<ShippedId, { name: string; means: string }>
}

const joined = (...parts: string[]) => parts.filter((part) => part !== '')

const french: RuleWords = {
  title: {
    firing: (name, severity) =>
      `${{ info: 'Information', warning: 'Attention', critical: 'Urgent' }[severity]} : ${name}`,
    repeated: (name) => `Toujours en cours : ${name}`,
    resolved: (name) => `Terminé : ${name}`,
  },
  line: (what, value, since) => joined(what, value, `depuis ${since}`).join(', '),
  over: (what, lasted) => joined(what, `terminé après ${lasted}`).join(', '),
  more: (count) => `et ${count} de plus`,
  value: {
    count: (value) => value.toLocaleString('fr-FR', { maximumFractionDigits: 2 }),
    share: (value) => `${Math.round(value * 100)} %`,
    truth: () => '',
  },
  shipped: {
    'host-blind': {
      name: RULE_NAMES.fr['host-blind'],
      means: 'Une place peut y sortir sans que Vigie la voie.',
    },
    'checks-stopped': {
      name: RULE_NAMES.fr['checks-stopped'],
      means: 'Personne ne regarde ces pages en ce moment. Voir le journal, puis redémarrer Vigie.',
    },
    'outbox-stuck': {
      name: RULE_NAMES.fr['outbox-stuck'],
      means: 'Ceux qui attendent ne sont pas prévenus. Voir le journal des envois.',
    },
    'budget-near': {
      name: RULE_NAMES.fr['budget-near'],
      means: 'À la limite, Vigie ne le regarde plus avant minuit UTC. Espacer les vérifications la repousse.',
    },
    'reporter-contradicted': {
      name: RULE_NAMES.fr['reporter-contradicted'],
      means: 'L’un voit une place, l’autre prouve qu’il n’y en a pas. Ouvrir la page pour trancher.',
    },
    'storage-near': {
      name: RULE_NAMES.fr['storage-near'],
      means:
        'Une fois pleine, plus rien ne s’écrit. Garder moins de jours la vide (Réglages, ou RETENTION_DAYS).',
    },
  },
}

const english: RuleWords = {
  title: {
    firing: (name, severity) =>
      `${{ info: 'Information', warning: 'Attention', critical: 'Urgent' }[severity]}: ${name}`,
    repeated: (name) => `Still so: ${name}`,
    resolved: (name) => `Over: ${name}`,
  },
  line: (what, value, since) => joined(what, value, `since ${since}`).join(', '),
  over: (what, lasted) => joined(what, `over after ${lasted}`).join(', '),
  more: (count) => `and ${count} more`,
  value: {
    count: (value) => value.toLocaleString('en-GB', { maximumFractionDigits: 2 }),
    share: (value) => `${Math.round(value * 100)} %`,
    truth: () => '',
  },
  shipped: {
    'host-blind': {
      name: RULE_NAMES.en['host-blind'],
      means: 'A seat may come out there without Vigie seeing it.',
    },
    'checks-stopped': {
      name: RULE_NAMES.en['checks-stopped'],
      means: 'Nobody looks at these pages now. See the log, then restart Vigie.',
    },
    'outbox-stuck': {
      name: RULE_NAMES.en['outbox-stuck'],
      means: 'Those who wait are not told. See the log of deliveries.',
    },
    'budget-near': {
      name: RULE_NAMES.en['budget-near'],
      means: 'At the limit Vigie stops looking until midnight UTC. Rarer checks put it off.',
    },
    'reporter-contradicted': {
      name: RULE_NAMES.en['reporter-contradicted'],
      means: 'One sees a seat, the other proves that there is none. Open the page to decide.',
    },
    'storage-near': {
      name: RULE_NAMES.en['storage-near'],
      means:
        'Once it is full, nothing is written any more. Keeping fewer days empties it (Settings, or RETENTION_DAYS).',
    },
  },
}

export const RULE_WORDS: Record<Locale, RuleWords> = { fr: french, en: english }
