import type { RuleAlert, RuleUnit, Severity } from './alert.ts'
import type { ShippedId } from './rules-shipped.ts'
import type { Locale } from './words.ts'

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
      name: 'aucune page d’un site ne se laisse lire',
      means: 'Une place peut y sortir sans que Vigie la voie.',
    },
    'checks-stopped': {
      name: 'les vérifications d’un site se sont arrêtées',
      means: 'Personne ne regarde ces pages en ce moment. Voir le journal, puis redémarrer Vigie.',
    },
    'outbox-stuck': {
      name: 'des alertes ne partent plus',
      means: 'Ceux qui attendent ne sont pas prévenus. Voir le journal des envois.',
    },
    'budget-near': {
      name: 'un site a presque reçu ses appels du jour',
      means: 'À la limite, Vigie ne le regarde plus avant minuit UTC. Espacer les vérifications la repousse.',
    },
    'reporter-contradicted': {
      name: 'deux observateurs se contredisent',
      means: 'L’un voit une place, l’autre prouve qu’il n’y en a pas. Ouvrir la page pour trancher.',
    },
    'storage-near': {
      name: 'la base de données est presque pleine',
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
      name: 'no page of a site can be read',
      means: 'A seat may come out there without Vigie seeing it.',
    },
    'checks-stopped': {
      name: 'the checks of a site have stopped',
      means: 'Nobody looks at these pages now. See the log, then restart Vigie.',
    },
    'outbox-stuck': {
      name: 'alerts no longer leave',
      means: 'Those who wait are not told. See the log of deliveries.',
    },
    'budget-near': {
      name: 'a site has had nearly all its calls of the day',
      means: 'At the limit Vigie stops looking until midnight UTC. Rarer checks put it off.',
    },
    'reporter-contradicted': {
      name: 'two observers contradict each other',
      means: 'One sees a seat, the other proves that there is none. Open the page to decide.',
    },
    'storage-near': {
      name: 'the database is nearly full',
      means:
        'Once it is full, nothing is written any more. Keeping fewer days empties it (Settings, or RETENTION_DAYS).',
    },
  },
}

export const RULE_WORDS: Record<Locale, RuleWords> = { fr: french, en: english }
