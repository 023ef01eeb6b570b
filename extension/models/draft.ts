import type { FieldProblem, FollowChange, FollowDraft, Refusal } from '../messages.ts'
import type { Card } from './card.ts'
import type { Trouble } from './doing.ts'

import { NAME_MOST } from './name.ts'
import { readPageAddress } from './page-address.ts'

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

/** What is wrong with a link. */
export type LinkTrouble = Extract<Trouble, 'not-a-page' | 'not-private'>

/** A match from its link alone: the name is what its address says, for the person to mend. */
export function draftOfLink(
  link: string,
  name: string,
): { ok: true; draft: FollowDraft } | { ok: false; problem: LinkTrouble } {
  const read = readPageAddress(link)
  if (!read.ok) return { ok: false, problem: read.problem === 'not-https' ? 'not-private' : 'not-a-page' }
  const draft: FollowDraft = {
    name: name.trim() === '' ? nameOfLink(read.url) : name.trim().slice(0, NAME_MOST),
    url: read.url,
    target: {},
    date: null,
    pace: 'normal',
    relayWatchId: null,
    window: false,
  }
  return { ok: true, draft }
}

/** `https://…/match/paris-sg-marseille` becomes `Paris sg marseille`. */
function nameOfLink(url: string): string {
  const { pathname, host } = new URL(url)
  const parts = pathname.split('/').map(decoded)
  const words = (parts.findLast((part) => /\p{L}{3}/u.test(part)) ?? '')
    .replace(/\.\w{2,5}$/, '')
    .replaceAll(/[-_+\s]+/g, ' ')
    .trim()
    .slice(0, NAME_MOST)
  return words === '' ? host : words.charAt(0).toUpperCase() + words.slice(1)
}

/** Letters with accents as people read them. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
