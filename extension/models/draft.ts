import type { FieldProblem, FollowChange, FollowDraft, Refusal } from '../messages.ts'
import type { Card } from './card.ts'

/** What stands in the form of one match, as typed. */
export type Typed = {
  name: string
  url: string
  date: string
  label: string
  places: string
  selector: string
}

export type TypedField = keyof Typed

export function typedOf({ follow }: Card): Typed {
  const { name, url, date, target } = follow
  return {
    name,
    url,
    date: date ?? '',
    label: target.label ?? '',
    selector: target.selector ?? '',
    places: target.places === undefined ? '' : String(target.places),
  }
}

/** Only what changed; other parts of what is looked for stay as they are. */
export function changeOf(typed: Typed, { follow }: Card): FollowChange {
  const { label, places, selector, ...rest } = follow.target
  const target = {
    ...rest,
    ...(typed.label.trim() === '' ? {} : { label: typed.label.trim() }),
    ...(typed.places === '' ? {} : { places: Number(typed.places) }),
    ...(typed.selector.trim() === '' ? {} : { selector: typed.selector.trim() }),
  }
  return {
    name: typed.name,
    url: typed.url,
    date: typed.date === '' ? null : typed.date,
    ...(JSON.stringify(target) === JSON.stringify({ ...rest, ...kept({ label, places, selector }) })
      ? {}
      : { target }),
  }
}

type Shown = { label: string | undefined; places: number | undefined; selector: string | undefined }

/** In the order in which `changeOf` writes. */
function kept({ label, places, selector }: Shown) {
  return {
    ...(label === undefined ? {} : { label }),
    ...(places === undefined ? {} : { places }),
    ...(selector === undefined ? {} : { selector }),
  }
}

/** Which field a refusal is about, and why. */
export function wrongOf({ field, part, problem }: Refusal): { field: TypedField; problem: FieldProblem } {
  if (field === 'target') {
    const isShown = part === 'label' || part === 'places' || part === 'selector'
    return { field: isShown ? part : 'selector', problem }
  }
  return { field: field === 'url' || field === 'date' ? field : 'name', problem }
}

/** A match from its link alone: the name is what its address says, for the person to mend. `null`: no web page. */
export function draftOfLink(link: string, name: string): FollowDraft | null {
  const typed = link.trim()
  const url = URL.parse(/^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`)
  if (typed === '' || url === null || !/^https?:$/.test(url.protocol)) return null
  return {
    name: name.trim() === '' ? nameOfLink(url) : name.trim(),
    url: url.href,
    target: {},
    date: null,
    pace: 'normal',
    relayWatchId: null,
    window: false,
  }
}

/** `https://…/match/paris-sg-marseille` becomes `Paris sg marseille`. */
function nameOfLink({ pathname, host }: URL): string {
  const last = pathname.split('/').findLast((part) => /\p{L}{3}/u.test(part))
  const words = (last ?? '')
    .replace(/\.\w{2,5}$/, '')
    .replaceAll(/[-_+]+|%20/g, ' ')
    .trim()
  return words === '' ? host : words.charAt(0).toUpperCase() + words.slice(1)
}
