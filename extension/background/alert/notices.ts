import { GROUP } from './plan.ts'

/** Notifications that are no release. */
export const TEST = 'vigie-test'
const LOOK = 'vigie-look:'
const PUSHED = 'vigie-pushed:'

export const lookNotice = (followId: string): string => `${LOOK}${followId}`
export const pushedNotice = (followId: string): string => `${PUSHED}${followId}`

/** What a notification's id says it is about. */
export type Notice =
  | { about: 'release'; id: string }
  | { about: 'group' }
  | { about: 'follow'; id: string }
  | { about: 'test' }

export function readNotice(id: string): Notice {
  if (id === GROUP) return { about: 'group' }
  if (id === TEST) return { about: 'test' }
  for (const prefix of [LOOK, PUSHED])
    if (id.startsWith(prefix)) return { about: 'follow', id: id.slice(prefix.length) }
  return { about: 'release', id }
}
