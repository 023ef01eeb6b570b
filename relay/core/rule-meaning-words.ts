import type { Comparison } from './rules.ts'
import type { VerdictState } from './verdict.ts'
import type { Locale } from './words.ts'

/** The parts of which the meaning of a condition is said; see `rule-meaning.ts`. */
export type MeaningWords = {
  /** What the metrics are, as a noun; one that is not here goes by its own name. */
  metrics: Readonly<Record<string, string>>
  states: Record<VerdictState, string>
  op: Record<Comparison, (number: string) => string>
  /** `states` between quotation marks, joined. */
  verdict: (states: string) => string
  /** The whole of the sentence for "is so" and "is not so". */
  says: (states: string) => string
  saysNot: (states: string) => string
  count: (states: string) => string
  share: (states: string) => string
  reasons: (reasons: string) => string
  increase: (metric: string, window: string) => string
  rate: (metric: string, window: string) => string
  gathered: Record<'sum' | 'least' | 'most', (value: string) => string>
  by: (labels: string) => string
  where: (label: string, isSo: boolean, values: string) => string
  labels: Readonly<Record<string, string>>
  absent: (metric: string) => string
  all: (parts: readonly string[]) => string
  any: (parts: readonly string[]) => string
  lasting: (meaning: string, duration: string) => string
  quote: (text: string) => string
  or: string
}

const bracketed = (parts: readonly string[]) => parts.map((one) => (parts.length > 1 ? `(${one})` : one))

const french: MeaningWords = {
  metrics: {
    vigie_watches: 'le nombre de veilles',
    vigie_releases_total: 'le nombre d’ouvertures vues',
    vigie_blindness_seconds: 'le temps passé sans rien voir',
    vigie_checks_total: 'le nombre de vérifications',
    vigie_slots_skipped_total: 'le nombre de vérifications sautées',
    vigie_lanes: 'le nombre de sites',
    vigie_lane_waiting_seconds: 'l’attente d’une vérification',
    vigie_host_calls_today: 'le nombre d’appels du jour',
    vigie_deliveries_total: 'le nombre d’envois',
    vigie_outbox_depth: 'le nombre d’alertes à envoyer',
    vigie_outbox_oldest_seconds: 'l’attente de la plus ancienne alerte',
    vigie_host_stopped: 'l’arrêt des vérifications d’un site (1 ou 0)',
    vigie_host_budget_ratio: 'la part des appels du jour déjà faits à un site',
    vigie_blind_seconds: 'le temps depuis lequel une page n’est plus vue',
    vigie_reporters_contradict: 'la contradiction entre observateurs d’une page (1 ou 0)',
    vigie_outbox_overdue_seconds: 'le temps depuis lequel les alertes d’un canal n’avancent plus',
    vigie_outbox_retrying_seconds: 'le temps depuis lequel un canal est essayé en vain',
    vigie_storage_bytes: 'la taille de la base de données',
    vigie_storage_ratio: 'la part utilisée de la base de données',
  },
  states: { available: 'une place', none: 'aucune place', unknown: 'inconnu' },
  op: {
    '<': (number) => `est sous ${number}`,
    '<=': (number) => `est au plus ${number}`,
    '>': (number) => `dépasse ${number}`,
    '>=': (number) => `est au moins ${number}`,
    '==': (number) => `est exactement ${number}`,
    '!=': (number) => `n’est pas ${number}`,
  },
  verdict: (states) => `le verdict ${states} d’une veille (1 ou 0)`,
  says: (states) => `une veille dit ${states}`,
  saysNot: (states) => `une veille ne dit pas ${states}`,
  count: (states) => `le nombre de veilles qui disent ${states}`,
  share: (states) => `la part des veilles qui disent ${states}`,
  reasons: (reasons) => ` (${reasons})`,
  increase: (metric, window) => `la hausse en ${window} de : ${metric}`,
  rate: (metric, window) => `la hausse par seconde, sur ${window}, de : ${metric}`,
  gathered: {
    sum: (value) => `la somme de : ${value}`,
    least: (value) => `la plus petite valeur de : ${value}`,
    most: (value) => `la plus grande valeur de : ${value}`,
  },
  by: (labels) => ` (par ${labels})`,
  where: (label, isSo, values) => ` (là où ${label} ${isSo ? 'est' : 'n’est pas'} ${values})`,
  labels: { host: 'site', watch: 'veille', channel: 'canal', state: 'état', outcome: 'issue', store: 'base' },
  absent: (metric) => `il n’y a pas : ${metric}`,
  all: (parts) => bracketed(parts).join(' et '),
  any: (parts) => bracketed(parts).join(' ou '),
  lasting: (meaning, duration) => `${meaning}, sans interruption pendant ${duration}`,
  quote: (text) => `« ${text} »`,
  or: ' ou ',
}

const english: MeaningWords = {
  metrics: {
    vigie_watches: 'the number of watches',
    vigie_releases_total: 'the number of openings seen',
    vigie_blindness_seconds: 'the time spent seeing nothing',
    vigie_checks_total: 'the number of checks',
    vigie_slots_skipped_total: 'the number of checks left out',
    vigie_lanes: 'the number of sites',
    vigie_lane_waiting_seconds: 'how long a check waits',
    vigie_host_calls_today: 'the number of calls today',
    vigie_deliveries_total: 'the number of deliveries',
    vigie_outbox_depth: 'the number of alerts to send',
    vigie_outbox_oldest_seconds: 'how long the oldest alert waits',
    vigie_host_stopped: 'the stop of a site’s checks (1 or 0)',
    vigie_host_budget_ratio: 'the share of the day’s calls that a site has had',
    vigie_blind_seconds: 'for how long a page is not seen any more',
    vigie_reporters_contradict: 'the contradiction between observers of a page (1 or 0)',
    vigie_outbox_overdue_seconds: 'for how long the alerts of a channel do not move',
    vigie_outbox_retrying_seconds: 'for how long a channel is tried in vain',
    vigie_storage_bytes: 'the size of the database',
    vigie_storage_ratio: 'the used share of the database',
  },
  states: { available: 'a seat', none: 'no seat', unknown: 'unknown' },
  op: {
    '<': (number) => `is below ${number}`,
    '<=': (number) => `is at most ${number}`,
    '>': (number) => `is above ${number}`,
    '>=': (number) => `is at least ${number}`,
    '==': (number) => `is exactly ${number}`,
    '!=': (number) => `is not ${number}`,
  },
  verdict: (states) => `the verdict ${states} of a watch (1 or 0)`,
  says: (states) => `a watch says ${states}`,
  saysNot: (states) => `a watch does not say ${states}`,
  count: (states) => `the number of watches that say ${states}`,
  share: (states) => `the share of the watches that say ${states}`,
  reasons: (reasons) => ` (${reasons})`,
  increase: (metric, window) => `the growth within ${window} of: ${metric}`,
  rate: (metric, window) => `the growth per second, over ${window}, of: ${metric}`,
  gathered: {
    sum: (value) => `the sum of: ${value}`,
    least: (value) => `the least value of: ${value}`,
    most: (value) => `the greatest value of: ${value}`,
  },
  by: (labels) => ` (by ${labels})`,
  where: (label, isSo, values) => ` (where ${label} ${isSo ? 'is' : 'is not'} ${values})`,
  labels: { host: 'site', store: 'database' },
  absent: (metric) => `there is no: ${metric}`,
  all: (parts) => bracketed(parts).join(' and '),
  any: (parts) => bracketed(parts).join(' or '),
  lasting: (meaning, duration) => `${meaning}, without a break for ${duration}`,
  quote: (text) => `“${text}”`,
  or: ' or ',
}

export const MEANING_WORDS: Record<Locale, MeaningWords> = { fr: french, en: english }
