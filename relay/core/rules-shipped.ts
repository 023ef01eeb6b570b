import type { Rule } from './rules.ts'

import { BLIND_ALERT } from './rules.ts'

/** How full is near: of a day's calls to a host, and of the database's room. */
const NEAR = 0.8
const MINUTE = 60
const HOUR = 3600
const DAY = 24 * HOUR

const USUAL = {
  enabled: true,
  keepFiringFor: 0,
  groupWait: 0,
  groupInterval: 5 * MINUTE,
  resolved: true,
  group: [],
  inhibitedBy: [],
  channels: null,
  shipped: true,
} as const

export const SHIPPED_IDS = [
  'host-blind',
  'checks-stopped',
  'outbox-stuck',
  'budget-near',
  'reporter-contradicted',
  'storage-near',
] as const
export type ShippedId = (typeof SHIPPED_IDS)[number]

type Shipped = Omit<Rule, 'name' | 'createdAt' | 'updatedAt'> & { id: ShippedId }

const metric = (name: string, op: '>' | '>=', right: number) =>
  ({ kind: 'compare', left: { kind: 'metric', name }, op, right }) as const

/** Each watch that went blind is told of by itself: this speaks for hosts whose pages nobody could ever look at. */
const HOST_BLIND: Shipped = {
  ...USUAL,
  id: 'host-blind',
  expr: { kind: 'compare', left: { kind: 'share', states: ['unknown'], by: ['host'] }, op: '>=', right: 1 },
  for: 16 * MINUTE,
  keepFiringFor: MINUTE,
  repeat: DAY,
  inhibitedBy: [
    { rule: BLIND_ALERT, equal: ['host'] },
    { rule: 'checks-stopped', equal: ['host'] },
  ],
  severity: 'warning',
}

/** The rules that Vigie comes with. */
export const SHIPPED_RULES: readonly Shipped[] = [
  HOST_BLIND,
  {
    ...USUAL,
    id: 'checks-stopped',
    expr: metric('vigie_host_stopped', '>=', 1),
    for: MINUTE,
    repeat: HOUR,
    severity: 'critical',
  },
  {
    ...USUAL,
    id: 'outbox-stuck',
    expr: {
      kind: 'or',
      any: [
        metric('vigie_outbox_overdue_seconds', '>', 5 * MINUTE),
        metric('vigie_outbox_retrying_seconds', '>', 10 * MINUTE),
      ],
    },
    for: MINUTE,
    repeat: HOUR,
    severity: 'critical',
  },
  {
    ...USUAL,
    id: 'budget-near',
    expr: metric('vigie_host_budget_ratio', '>=', NEAR),
    for: 0,
    repeat: DAY,
    severity: 'warning',
  },
  {
    ...USUAL,
    id: 'reporter-contradicted',
    expr: metric('vigie_reporters_contradict', '>=', 1),
    for: 5 * MINUTE,
    keepFiringFor: 5 * MINUTE,
    repeat: 6 * HOUR,
    severity: 'warning',
  },
  {
    ...USUAL,
    id: 'storage-near',
    expr: metric('vigie_storage_ratio', '>=', NEAR),
    for: 0,
    repeat: DAY,
    severity: 'critical',
  },
]

/** A rule that the alert of a blind watch silences leaves that alert the first word: `blindMs` is when it comes. */
export function afterBlindAlert(rule: Rule, blindMs: number): Rule {
  const waits = rule.inhibitedBy.some((by) => by.rule === BLIND_ALERT)
  return waits ? { ...rule, for: Math.max(rule.for, Math.ceil(blindMs / 1000) + MINUTE) } : rule
}
