import type { Follow } from '../db/types.ts'
import type { FollowChange, FollowDraft, Refusal } from '../messages.ts'
import type { PageFacts } from '#core/observation.ts'
import type { PresetSight } from '#core/preset.ts'

import { oneLine } from '#core/one-line.ts'
import { isRecord } from '#core/parse.ts'
import { parisDay } from '#core/when.ts'
import { presetFor } from '#readers/presets.ts'

import { PACES } from '../db/types.ts'
import { isSamePage } from '../link/page-key.ts'
import { isDay } from './day.ts'
import { NAME_MOST } from './name.ts'
import { readPageAddress } from './page-address.ts'
import { readTarget } from './target.ts'

const ID_MOST = 100

export type ReadDraft = { ok: true; draft: FollowDraft; host: string } | { ok: false; refusal: Refusal }

/** Pure: checks a follow as a form, a file or a message gives it. What is left out takes its usual value. */
export function readDraft(value: unknown): ReadDraft {
  const given = isRecord(value) ? value : {}
  const name = lineOf(given.name)
  if (name === '') return refuse({ field: 'name', problem: 'empty' })
  if (name.length > NAME_MOST) return refuse({ field: 'name', problem: 'too-long' })
  const address = readPageAddress(typeof given.url === 'string' ? given.url : '')
  if (!address.ok) return refuse({ field: 'url', problem: address.problem })
  const target = readTarget(given.target)
  if (!target.ok) return refuse({ field: 'target', part: target.part, problem: target.problem })
  const date = given.date === '' ? null : (given.date ?? null)
  if (date !== null && !(typeof date === 'string' && isDay(date)))
    return refuse({ field: 'date', problem: 'not-a-date' })
  const pace = given.pace === undefined ? 'normal' : PACES.find((one) => one === given.pace)
  if (pace === undefined) return refuse({ field: 'pace', problem: 'unknown' })
  const watchId = given.relayWatchId ?? null
  if (watchId !== null && !(typeof watchId === 'string' && watchId.length <= ID_MOST))
    return refuse({ field: 'relayWatchId', problem: 'unknown' })
  const draft: FollowDraft = {
    name,
    url: address.url,
    target: target.target,
    date,
    pace,
    relayWatchId: watchId,
    window: given.window === true,
  }
  return { ok: true, draft, host: address.host }
}

const refuse = (refusal: Refusal): ReadDraft => ({ ok: false, refusal })

const lineOf = (value: unknown): string => (typeof value === 'string' ? oneLine(value, 10 * NAME_MOST) : '')

/** A follow from a draft that `readDraft` took. */
export function makeFollow(
  { draft, host }: { draft: FollowDraft; host: string },
  { id, now }: { id: string; now: number },
): Follow {
  return { id, host, ...draft, paused: null, retiredAt: null, createdAt: now, updatedAt: now }
}

/**
 * Pure: the follow with some fields changed; a date of today or later brings back one that had retired. The relay's watch
 * is of one page: another page has none until the relay names it.
 */
export function editFollow(
  follow: Follow,
  change: FollowChange,
  now: number,
): { ok: true; follow: Follow } | { ok: false; refusal: Refusal } {
  const read = readDraft({ ...draftOf(follow), ...change })
  if (!read.ok) return read
  const isSame = change.relayWatchId !== undefined || isSamePage(follow.url, read.draft.url)
  const relayWatchId = isSame ? read.draft.relayWatchId : null
  const edited = { ...follow, ...read.draft, relayWatchId, host: read.host, updatedAt: now }
  return { ok: true, follow: { ...edited, retiredAt: isOver(edited.date, now) ? follow.retiredAt : null } }
}

export function draftOf({ name, url, target, date, pace, relayWatchId, window }: Follow): FollowDraft {
  return { name, url, target, date, pace, relayWatchId, window }
}

/** Whether the day of the event has passed in Paris. */
export function isOver(date: string | null, now: number): boolean {
  return date !== null && parisDay(now) > date
}

/** What a page of this title and these facts would be followed as; `null` for a page that cannot be. */
export function suggest(page: {
  url: string
  title: string
  facts: PageFacts | null
}): { draft: FollowDraft; sight: PresetSight } | null {
  const address = readPageAddress(page.url)
  if (!address.ok) return null
  const { facts } = page
  const names = [facts?.headings[0], facts?.title ?? page.title, address.host]
  const name = names.map((one) => firstPart(lineOf(one))).find((one) => one !== '') ?? address.host
  const draft: FollowDraft = {
    name: oneLine(name, NAME_MOST),
    url: address.url,
    target: {},
    date: facts?.when?.last ?? null,
    pace: 'normal',
    relayWatchId: null,
    window: false,
  }
  return { draft, sight: presetFor({ url: address.url }).sight }
}

/** A title's own words: the site's name stands after a bar. */
function firstPart(title: string): string {
  return title.split(/ [|·•] /u)[0]?.trim() ?? ''
}
