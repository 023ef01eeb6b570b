import type { Counter } from './status.ts'

type Family = { type: 'counter' | 'gauge' | 'histogram'; help: string; bounds?: readonly number[] }

/** Upper bounds in seconds. A sample is stored in the first bucket that holds it; `renderMetrics` adds them up. */
export const DURATION_BOUNDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60] as const
export const LATENESS_BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30] as const

const FAMILIES: { [name in string]?: Family } = {
  vigie_build_info: { type: 'gauge', help: 'Always 1; the version is in its label.' },
  vigie_watches: { type: 'gauge', help: 'Watches by the state of their present verdict.' },
  vigie_checks_total: { type: 'counter', help: 'Checks by reporter, state and result.' },
  vigie_check_duration_seconds: {
    type: 'histogram',
    help: 'How long checks took.',
    bounds: DURATION_BOUNDS,
  },
  vigie_lane_lateness_seconds: {
    type: 'histogram',
    help: 'How long after their due time checks started.',
    bounds: LATENESS_BOUNDS,
  },
  vigie_slots_skipped_total: { type: 'counter', help: 'Due times that passed without a check.' },
  vigie_lanes: { type: 'gauge', help: 'Hosts that are watched: running, resting at their wish, or silent.' },
  vigie_lane_waiting_seconds: { type: 'gauge', help: 'How long the longest waiting check has been due.' },
  vigie_host_calls_today: { type: 'gauge', help: 'Requests made to watched hosts this UTC day.' },
  vigie_releases_total: { type: 'counter', help: 'Spans in which offers were open, by watch.' },
  vigie_blindness_seconds: {
    type: 'gauge',
    help: 'Time without a trustworthy verdict within the kept history, by watch.',
  },
  vigie_deliveries_total: { type: 'counter', help: 'Attempts to deliver an alert, by channel and outcome.' },
  vigie_outbox_depth: { type: 'gauge', help: 'Alerts that are owed and not yet delivered.' },
  vigie_reporters: { type: 'gauge', help: 'Paired browsers by state.' },
  vigie_reports_total: { type: 'counter', help: 'Reports of paired browsers by what came of them.' },
  vigie_outbox_oldest_seconds: { type: 'gauge', help: 'How long the oldest of them has been owed.' },
}

type Labels = Counter['labels']
type Group = { name: string; family: Family; samples: Map<string, Counter> }

/**
 * Samples as Prometheus text 0.0.4: families together, each series once (equal ones are added up), buckets
 * cumulative, ending in a newline. https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function renderMetrics(samples: readonly Counter[]): string {
  const groups = new Map<string, Group>()
  for (const sample of samples) {
    const name = familyOf(sample.name)
    const group = groups.get(name) ?? { name, family: FAMILIES[name] ?? guess(name), samples: new Map() }
    groups.set(name, group)
    const key = `${sample.name}${series(sample.labels)}`
    const value = (group.samples.get(key)?.value ?? 0) + sample.value
    group.samples.set(key, { ...sample, value })
  }
  const sorted = [...groups.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return sorted.map((group) => renderGroup(group)).join('')
}

function renderGroup({ name, family, samples }: Group): string {
  const head = `# HELP ${name} ${escape(family.help)}\n# TYPE ${name} ${family.type}\n`
  const all = [...samples.values()]
  const lines = family.type === 'histogram' ? histogramLines(name, family, all) : all.map(line)
  return `${head}${lines.join('\n')}\n`
}

function histogramLines(name: string, { bounds = [] }: Family, samples: readonly Counter[]): string[] {
  const byLabels = Map.groupBy(samples, ({ labels }) => series(withoutBound(labels)))
  const seen = samples.flatMap(({ labels: { le } }) =>
    le === undefined || le === '+Inf' ? [] : [Number(le)],
  )
  const uppers = [...new Set([...bounds, ...seen])].toSorted((a, b) => a - b)
  return [...byLabels.values()].flatMap((own) => {
    const buckets = own.filter((sample) => sample.name === `${name}_bucket`)
    const upTo = (upper: number) => total(buckets.filter(({ labels }) => bound(labels) <= upper))
    const sum = total(own.filter((sample) => sample.name === `${name}_sum`))
    const labels = withoutBound(own[0]?.labels ?? {})
    const bucket = (le: string, value: number) =>
      line({ name: `${name}_bucket`, labels: { ...labels, le }, value })
    const finite = uppers.map((upper) => bucket(String(upper), upTo(upper)))
    return finite.concat([
      bucket('+Inf', upTo(Infinity)),
      line({ name: `${name}_sum`, labels, value: sum }),
      line({ name: `${name}_count`, labels, value: upTo(Infinity) }),
    ])
  })
}

function withoutBound(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => key !== 'le'))
}

function bound({ le }: Labels): number {
  return le === undefined || le === '+Inf' ? Infinity : Number(le)
}

function total(samples: readonly Counter[]): number {
  return samples.reduce((sum, { value }) => sum + value, 0)
}

function familyOf(name: string): string {
  const base = /^(.+)_(?:bucket|sum|count)$/.exec(name)?.[1]
  return base !== undefined && FAMILIES[base]?.type === 'histogram' ? base : name
}

function guess(name: string): Family {
  return { type: name.endsWith('_total') ? 'counter' : 'gauge', help: name.replaceAll('_', ' ') }
}

function line({ name, labels, value }: Counter): string {
  return `${name}${series(labels)} ${Number.isFinite(value) ? value : 'NaN'}`
}

function series(labels: Labels): string {
  const parts = Object.entries(labels)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}="${escape(value).replaceAll('"', '\\"')}"`)
  return parts.length === 0 ? '' : `{${parts.join(',')}}`
}

function escape(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
}
