import type { Here, Picked, Read } from './content/contract.ts'
import type { PageMessageOf, PageMessageType, TabMessage } from './messages.ts'
import type { Parser } from './shape.ts'

import { LIMITS } from '#core/observation.ts'
import { isRecord } from '#core/parse.ts'

import { FILE_MOST } from './models/follow-import.ts'
import { parseFacts } from './parse-facts.ts'
import { number, oneOf, orNull, shape, whole, words, yesOrNo } from './shape.ts'

const id = whole(100, /^[\w-]+$/)
const text = words(LIMITS.shortText)
const address = whole(LIMITS.address)
const named = <T extends string>(name: T): Parser<T> => oneOf([name])

/** Its fields are checked where they are stored, and refused there by their names. */
const loose: Parser<Record<string, unknown>> = (value) => (isRecord(value) ? value : undefined)

/** What a page of ours asks. */
export const pageParsers: { [T in PageMessageType]: Parser<PageMessageOf<T>> } = {
  suggest: shape<PageMessageOf<'suggest'>>({ type: named('suggest') }),
  follow: shape<PageMessageOf<'follow'>>({
    type: named('follow'),
    draft: loose,
  }),
  edit: shape<PageMessageOf<'edit'>>({ type: named('edit'), id, change: loose }),
  pause: shape<PageMessageOf<'pause'>>({ type: named('pause'), id: orNull(id), until: orNull(number()) }),
  resume: shape<PageMessageOf<'resume'>>({ type: named('resume'), id: orNull(id) }),
  remove: shape<PageMessageOf<'remove'>>({ type: named('remove'), id }),
  undo: shape<PageMessageOf<'undo'>>({ type: named('undo'), id }),
  'check-now': shape<PageMessageOf<'check-now'>>({ type: named('check-now'), id: orNull(id) }),
  seen: shape<PageMessageOf<'seen'>>({ type: named('seen'), id }),
  'false-alarm': shape<PageMessageOf<'false-alarm'>>({ type: named('false-alarm'), id }),
  visit: shape<PageMessageOf<'visit'>>({ type: named('visit'), id }),
  mark: shape<PageMessageOf<'mark'>>({ type: named('mark'), id }),
  pick: shape<PageMessageOf<'pick'>>({ type: named('pick'), purpose: id }),
  'test-alert': shape<PageMessageOf<'test-alert'>>({ type: named('test-alert') }),
  pair: shape<PageMessageOf<'pair'>>({ type: named('pair'), relay: address }),
  unpair: shape<PageMessageOf<'unpair'>>({ type: named('unpair') }),
  refresh: shape<PageMessageOf<'refresh'>>({ type: named('refresh') }),
  settings: shape<PageMessageOf<'settings'>>({ type: named('settings'), change: loose }),
  access: shape<PageMessageOf<'access'>>({ type: named('access') }),
  import: shape<PageMessageOf<'import'>>({ type: named('import'), text: whole(FILE_MOST + 1) }),
  export: shape<PageMessageOf<'export'>>({ type: named('export') }),
}

const here = shape<Here>({ type: named('here'), url: address })

const time = number()

const read = shape<Read>({
  type: named('read'),
  followId: id,
  facts: (value) => parseFacts(value) ?? undefined,
  url: address,
  why: oneOf(['first', 'positive', 'changed', 'quiet', 'wall', 'asked'] as const),
  doubt: orNull(oneOf(['hidden', 'loading', 'moving', 'unseen', 'dropped'] as const)),
  status: orNull(number(0, 999)),
  visible: yesOrNo,
  visibleSince: orNull(time),
  loadedAt: time,
  dataAt: time,
  changedAt: time,
  at: time,
})

const picked = shape<Picked>({
  type: named('picked'),
  purpose: id,
  url: address,
  pick: orNull(
    shape<NonNullable<Picked['pick']>>({
      selector: whole(1000),
      label: orNull(text),
      matches: number(0, 100_000),
      text,
      title: text,
      heading: orNull(text),
    }),
  ),
})

/** What a script of ours in a page says, or a page that broke its renderer. */
export const tabParsers: { [T in TabMessage['type']]: Parser<Extract<TabMessage, { type: T }>> } = {
  here,
  read,
  picked,
}
