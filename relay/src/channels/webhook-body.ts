import type { AlertContent } from '#core/alert.ts'
import type { ChannelMessage } from './channel.ts'

/** How a webhook wants its messages: Vigie's own JSON, or Alertmanager's. */
export const WEBHOOK_SHAPES = ['vigie', 'alertmanager'] as const
export type WebhookShape = (typeof WEBHOOK_SHAPES)[number]

/** A machine's view of an alert: two bodies with the same key are the same message. */
export type WebhookBody = { key: string; body: object }

/** `content` is null when the words are all there is, as in a message that tries the way. */
type Told = Omit<NonNullable<ChannelMessage['alert']>, 'content'> & { content: Content }
type Content = AlertContent | null
type Status = 'firing' | 'resolved'

/** What a receiver gets, and the key by which it knows a double. */
export function toBody(message: ChannelMessage, alert: Told, shape: WebhookShape): WebhookBody {
  return shape === 'alertmanager' ? toAlertmanager(message, alert) : toOwn(message, alert)
}

function toOwn(message: ChannelMessage, { id, content, createdAt }: Told): WebhookBody {
  const { text, level, repeat, silent = false, locale = 'fr' } = message
  const { kind, ...facts } = content ?? { kind: 'message' }
  const body = {
    version: 1,
    id,
    kind,
    status: statusOf(content),
    at: iso(createdAt),
    level,
    silent,
    repeat,
    locale,
    title: text.title,
    lines: text.lines,
    links: text.links,
    facts,
  }
  return { key: id, body }
}

/** What a message of Alertmanager's version 4 says: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
function toAlertmanager({ text, level }: ChannelMessage, { content, createdAt }: Told): WebhookBody {
  const status = statusOf(content)
  const startsAt = iso(startOf(content) ?? createdAt)
  const labels = labelsOf(content, level)
  const annotations = { summary: text.title, description: text.lines.join('\n') }
  const fingerprint = fingerprintOf(labels)
  const generatorURL = text.links[0]?.url ?? ''
  const one = {
    status,
    labels,
    annotations,
    startsAt,
    endsAt: status === 'resolved' ? iso(endOf(content) ?? createdAt) : '0001-01-01T00:00:00Z',
    generatorURL,
    fingerprint,
  }
  const groupLabels = { alertname: labels.alertname }
  const body = {
    version: '4',
    groupKey: `{}:{alertname=${JSON.stringify(labels.alertname)}}`,
    truncatedAlerts: 0,
    status,
    receiver: 'vigie',
    groupLabels,
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: text.links.at(-1)?.url ?? '',
    alerts: [one],
  }
  return { key: `${fingerprint}:${startsAt}:${status}`, body }
}

function statusOf(content: Content): Status {
  if (content === null) return 'firing'
  if (content.kind === 'rule') return content.status === 'resolved' ? 'resolved' : 'firing'
  return content.kind === 'gone' || content.kind === 'sighted' ? 'resolved' : 'firing'
}

/** A seat and its end, blindness and sight bear the same name: one resolves the other. */
const NAMES: Record<AlertContent['kind'], string> = {
  opened: 'VigieOpening',
  more: 'VigieOpening',
  ring: 'VigieOpening',
  escalated: 'VigieOpening',
  gone: 'VigieOpening',
  digest: 'VigieDigest',
  acknowledged: 'VigieAcknowledged',
  look: 'VigieLook',
  blind: 'VigieBlind',
  sighted: 'VigieBlind',
  'still-watching': 'VigieStillWatching',
  picture: 'VigiePicture',
  undeliverable: 'VigieUndeliverable',
  rule: 'VigieRule',
}

const SEVERITIES = { success: 'critical', error: 'critical', warning: 'warning', info: 'info' } as const

type Labels = { alertname: string; severity: string; [name: string]: string }

/** Only what stays the same from the first message about a matter to its end, and the severity of its first. */
function labelsOf(content: Content, level: ChannelMessage['level']): Labels {
  if (content === null) return { alertname: 'VigieMessage', severity: SEVERITIES[level] }
  const alertname = NAMES[content.kind]
  const severity =
    content.kind === 'rule'
      ? content.severity
      : ({ VigieOpening: 'critical', VigieBlind: 'warning' }[alertname] ?? SEVERITIES[level])
  return {
    alertname,
    severity,
    ...('watchId' in content && content.watchId !== undefined ? { watch: content.watchId } : {}),
    ...('name' in content ? { name: content.name } : {}),
    ...('releaseId' in content ? { release: content.releaseId } : {}),
    ...(content.kind === 'rule' ? { rule: content.ruleId } : {}),
  }
}

/** When the matter began; `null` when the message itself is the matter. */
function startOf(content: Content): number | null {
  switch (content?.kind) {
    case 'ring':
    case 'escalated':
      return content.firstAt
    case 'opened':
    case 'more':
    case 'look':
      return content.seenAt
    case 'gone':
      return content.openedAt
    case 'blind':
    case 'sighted':
    case 'rule':
      return content.since
    default:
      return null
  }
}

function endOf(content: Content): number | null {
  if (content?.kind === 'gone') return content.closedAt
  return content?.kind === 'sighted' || content?.kind === 'rule' ? content.at : null
}

/** FNV-1a of 64 bits over the sorted labels, as Prometheus names a set of labels. */
function fingerprintOf(labels: Labels): string {
  const text = Object.entries(labels)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}\u00FF${value}\u00FF`)
    .join('')
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(text))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  return hash.toString(16).padStart(16, '0')
}

const iso = (at: number) => new Date(at).toISOString()
