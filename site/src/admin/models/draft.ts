import type { SeatsTarget, Watch } from '#core/watch.ts'

/** A watch as it stands in the form: every field as text, as somebody types it. */
export type Draft = {
  url: string
  name: string
  checkSeconds: string
  public: boolean
  target: Record<TargetField, string>
}

export const TARGET_FIELDS = [
  'event',
  'date',
  'places',
  'priceMost',
  'label',
  'selector',
  'anchor',
  'empty',
] as const satisfies readonly (keyof SeatsTarget)[]

export type TargetField = (typeof TARGET_FIELDS)[number]

export type NewWatch = {
  name: string
  url: string
  target: SeatsTarget
  /** Left out: as the relay's settings say. */
  checkSeconds?: number
  public: boolean
}
export type Trial = Pick<NewWatch, 'url' | 'target'> & { name?: string }

export const NEW_DRAFT: Draft = {
  url: '',
  name: '',
  checkSeconds: '',
  public: true,
  target: { event: '', date: '', places: '', priceMost: '', label: '', selector: '', anchor: '', empty: '' },
}

export function draftOf(watch: Watch): Draft {
  const { url, name, target } = watch
  const words = Object.fromEntries(TARGET_FIELDS.map((field) => [field, String(target[field] ?? '')]))
  return {
    url,
    name,
    checkSeconds: String(watch.checkSeconds),
    public: watch.public,
    target: { ...NEW_DRAFT.target, ...words },
  }
}

/** Pure. What is blank is left out, so that a preset or the generic reader fills it. */
export function targetOf({ target }: Draft): SeatsTarget {
  const given: SeatsTarget = {}
  for (const field of ['event', 'date', 'label', 'selector', 'anchor', 'empty'] as const) {
    const text = target[field].trim()
    if (text !== '') given[field] = text
  }
  for (const field of ['places', 'priceMost'] as const) {
    const number = numberOf(target[field])
    if (number !== null) given[field] = number
  }
  return given
}

export function watchOf(draft: Draft): NewWatch {
  return {
    name: draft.name.trim(),
    url: addressOf(draft.url),
    target: targetOf(draft),
    ...(draft.checkSeconds === '' ? {} : { checkSeconds: Number(draft.checkSeconds) }),
    public: draft.public,
  }
}

/** A name is not asked for before the look: the page itself proposes one. */
export function trialOf(draft: Draft): Trial {
  const { name, url, target } = watchOf(draft)
  return { url, target, ...(name === '' ? {} : { name }) }
}

/** What people paste: an address without `https://` is meant to have it. */
export function addressOf(typed: string): string {
  const text = typed.trim()
  return text === '' || /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`
}

/** True when this looks like a whole address, so that it can be tried as soon as it is pasted. */
export function isAddress(typed: string): boolean {
  const url = URL.parse(addressOf(typed))
  return url !== null && /^https?:$/.test(url.protocol) && /[.:]/.test(url.host)
}

/** `12,50` as people write it here; `null` for what is no number. */
function numberOf(typed: string): number | null {
  const text = typed.trim().replace(',', '.')
  const number = Number(text)
  return text === '' || !Number.isFinite(number) ? null : number
}
