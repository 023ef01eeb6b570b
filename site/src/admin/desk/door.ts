import type { Answer } from '../trouble.ts'
import type { AlertState, ChannelName, Severity } from '#core/alert.ts'
import type { TrailAlert } from '#core/alert-trail.ts'
import type { AlertEvent, PeopleCounts, PeopleLine, PeopleState, Person } from '#core/person.ts'
import type { Condition } from '#core/rules.ts'
import type { Subscriber } from '#core/subscriber.ts'
import type { SubscriberLine } from '#core/subscription.ts'
import type { Template } from '#core/template.ts'
import type { Locale } from '#core/words.ts'
import type { AlertText } from '#core/wording.ts'

import { makeClient } from '#relay/client.ts'

import { ask } from '../ask.ts'
import { makeDeviceCalls } from './device-door.ts'

type Kind = TrailAlert['kind']

export type PeoplePage = {
  subscribers: PeopleLine[]
  counts: PeopleCounts
  total: number
  found: number
  next: string | null
}
export type PeopleFilter = { channel?: ChannelName; state?: PeopleState; watch?: string; mark?: string }
export type AlertsPage = { alerts: TrailAlert[]; next: string | null }
/** `from` and `to` are epoch ms. */
export type EventFilter = {
  watch?: string
  channel?: ChannelName
  state?: AlertState
  text?: string
  from?: string
  to?: string
}
export type TrailFilter = EventFilter & { subscriber?: string; event?: string }
export type EventsPage = { events: AlertEvent[]; next: string | null }
export type TestOutcome = {
  outcome: 'sent' | 'rate-limited' | 'failed' | 'ambiguous' | 'refused' | 'moved'
  detail: string | null
}
export type NewPerson = {
  channel: Exclude<ChannelName, 'log'>
  address: string
  role: Subscriber['role']
  locale: Locale
  options?: Record<string, string>
}
export type RuleLine = {
  id: string
  name: string
  enabled: boolean
  expr: Condition
  for: number
  repeat: number
  resolved: boolean
  severity: Severity
  shipped: boolean
  things: { what: string; value: number; since: number; firing: boolean }[]
  updatedAt: number
}
/** With `updatedAt` it is refused when the rule is another one by now. */
export type RuleChange = Partial<
  Pick<RuleLine, 'enabled' | 'expr' | 'for' | 'repeat' | 'resolved' | 'severity' | 'updatedAt'>
>
export type NewRule = Pick<RuleLine, 'name' | 'expr' | 'for' | 'repeat' | 'resolved' | 'severity'>
export type RulesList = {
  rules: RuleLine[]
  metrics: { name: string; counter: boolean; labels: string[] }[]
}
export type RuleTried = {
  at: number
  holds: { what: string; value: number }[]
  parts: { path: string; why: string; sees: { what: string; value: number; holds: boolean }[] }[]
  unanswered: string[]
}
export type TemplateKey = { channel: ChannelName; kind: Kind; locale: Locale }
export type TemplatesList = {
  kinds: { kind: Kind; placeholders: string[] }[]
  templates: (TemplateKey & Template)[]
}
export type Preview = { text: AlertText; problems: { field: 'title' | 'body'; message: string }[] }

/** The operator's calls about people, alerts, rules and words. No call throws. */
export type DeskDoor = ReturnType<typeof makeDeskDoor>

/** A channel answers the trial before the relay does. */
const TRIAL_MS = 45_000

const one = (id: string) => ({ param: { id } })
const given = (after: string | null) => (after === null ? {} : { after })

export function makeDeskDoor(onSignedOut: () => void) {
  const { api } = makeClient(location.origin)
  const usual = { onSignedOut }
  return {
    ...makeDeviceCalls(api, usual),
    people(after: string | null, filter: PeopleFilter = {}, most?: number): Promise<Answer<PeoplePage>> {
      const query = { ...filter, ...given(after), ...(most === undefined ? {} : { limit: String(most) }) }
      return ask((init) => api.subscribers.$get({ query }, { init }), usual)
    },
    findPeople: (address: string): Promise<Answer<PeoplePage>> =>
      ask((init) => api.subscribers.find.$post({ json: { address } }, { init }), usual),
    person: (id: string): Promise<Answer<Person>> =>
      ask((init) => api.subscribers[':id'].$get(one(id), { init }), usual),
    addPerson: (json: NewPerson): Promise<Answer<SubscriberLine>> =>
      ask((init) => api.subscribers.$post({ json }, { init }), usual),
    changePerson: (id: string, json: { state: 'active' | 'disabled' }): Promise<Answer<SubscriberLine>> =>
      ask((init) => api.subscribers[':id'].$patch({ ...one(id), json }, { init }), usual),
    removePerson: (id: string): Promise<Answer<unknown>> =>
      ask((init) => api.subscribers[':id'].$delete(one(id), { init }), usual),
    test: (
      id: string,
      json: { kind: Kind; template: Template | null } | null,
    ): Promise<Answer<TestOutcome>> =>
      ask((init) => api.subscribers[':id'].test.$post({ ...one(id), json: json ?? {} }, { init }), {
        ...usual,
        withinMs: TRIAL_MS,
      }),
    alerts: (filter: TrailFilter, after: string | null): Promise<Answer<AlertsPage>> =>
      ask((init) => api.alerts.$get({ query: { ...filter, ...given(after) } }, { init }), usual),
    events: (filter: EventFilter, after: string | null): Promise<Answer<EventsPage>> =>
      ask((init) => api.alerts.events.$get({ query: { ...filter, ...given(after) } }, { init }), usual),
    exportUrl(filter: TrailFilter, format: 'csv' | 'json'): string {
      const { pathname, search } = api.alerts.export.$url({ query: { ...filter, format } })
      return pathname + search
    },
    rules: (): Promise<Answer<RulesList>> => ask((init) => api.rules.$get({}, { init }), usual),
    changeRule: (id: string, json: RuleChange): Promise<Answer<RuleLine>> =>
      ask((init) => api.rules[':id'].$patch({ ...one(id), json: plain(json) }, { init }), usual),
    addRule: (json: NewRule): Promise<Answer<RuleLine>> =>
      ask((init) => api.rules.$post({ json: plain(json) }, { init }), usual),
    removeRule: (id: string): Promise<Answer<unknown>> =>
      ask((init) => api.rules[':id'].$delete(one(id), { init }), usual),
    tryRule: (expr: Condition): Promise<Answer<RuleTried>> =>
      ask((init) => api.rules.try.$post({ json: plain({ expr }) }, { init }), usual),
    templates: (): Promise<Answer<TemplatesList>> => ask((init) => api.templates.$get({}, { init }), usual),
    /** `seen`: the own words that stood there when these were begun. */
    keepTemplate: (
      key: TemplateKey,
      template: Template | null,
      seen: Template | null,
    ): Promise<Answer<unknown>> =>
      ask((init) => api.templates.$put({ json: { ...key, template, seen } }, { init }), usual),
    preview: (key: TemplateKey, template: Template | null): Promise<Answer<Preview>> =>
      ask((init) => api.templates.preview.$post({ json: { ...key, template } }, { init }), usual),
  }
}

/** The same JSON, whose lists the client's types want to be writable. */
function plain<T>(value: T): Writable<T> {
  const copy: Writable<T> = JSON.parse(JSON.stringify(value))
  return copy
}

type Writable<T> = T extends readonly (infer E)[]
  ? Writable<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Writable<T[K]> }
    : T
