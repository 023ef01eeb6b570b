import type {
  Anchor,
  Area,
  Control,
  EventDay,
  Notice,
  OfferRow,
  PageEvidence,
  PageFacts,
  SettledCall,
  Settle,
  WallMark,
} from '#core/observation.ts'

import { LIMITS } from '#core/observation.ts'
import { REASONS } from '#core/verdict.ts'

import { list, number, oneOf, orNull, shape, whole, words, yesOrNo } from './shape.ts'

const short = words(LIMITS.shortText)
const address = words(LIMITS.address)
const day = whole(10, /^\d{4}-\d{2}-\d{2}$/)

const anchor = shape<Anchor>({
  kind: oneOf(['selector', 'offers', 'container', 'event', 'heading'] as const),
  value: short,
})

const area = shape<Area>({
  state: oneOf(['absent', 'loading', 'failed', 'readable'] as const),
  detail: short,
})

const control = shape<Control>({
  text: short,
  says: oneOf(['buy', 'plain', 'restricted', 'info', 'waitlist'] as const),
  enabled: yesOrNo,
  href: orNull(address),
})

const row = shape<OfferRow>({
  path: short,
  type: short,
  name: short,
  text: words(LIMITS.rowText),
  category: orNull(short),
  price: orNull(short),
  quantity: orNull(number()),
  control: orNull(control),
  gone: orNull(short),
  notYet: orNull(short),
  restricted: orNull(short),
  drawn: oneOf(['drawn', 'hidden', 'unknown'] as const),
  hiddenBy: orNull(short),
  place: oneOf(['offers', 'other-event', 'past', 'filter'] as const),
  skeleton: yesOrNo,
  unread: orNull(short),
  date: orNull(day),
})

const notice = shape<Notice>({ kind: oneOf(['empty', 'sold-out', 'not-yet'] as const), text: short })

const eventDay = shape<EventDay>({ day, last: day, text: short, at: orNull(number()) })

const wall = shape<WallMark>({
  reason: oneOf(REASONS),
  vendor: short,
  marker: short,
  grade: oneOf(['hard', 'soft', 'weak'] as const),
})

const settle = shape<Settle>(
  {
    state: oneOf(['static', 'positive', 'quiet', 'wall', 'deadline'] as const),
    agreed: yesOrNo,
    waitedMs: number(),
    paintedAtMs: orNull(number()),
    scrollSteps: number(),
    patienceMs: number(),
    lateMs: number(),
    calls: list(
      shape<SettledCall>({ path: short, did: oneOf(['led', 'answered', 'hung'] as const) }),
      LIMITS.calls,
    ),
  },
  ['patienceMs', 'lateMs', 'calls'],
)

/** Pictures of rows are for the relay's people: none is kept here. */
const evidence = shape<PageEvidence>({
  rows: () => [],
  anchors: list(short, LIMITS.types),
  areaHash: orNull(whole(100)),
  data: orNull(short),
})

const facts = shape<PageFacts>({
  url: whole(LIMITS.address),
  canonical: orNull(address),
  lang: orNull(short),
  title: short,
  headings: list(short, 3),
  textLength: number(),
  elements: number(),
  scripts: number(),
  complete: yesOrNo,
  truncated: yesOrNo,
  styled: yesOrNo,
  anchor: orNull(anchor),
  area,
  targets: list(row, LIMITS.rows),
  targetCount: number(),
  siblings: list(shape<PageFacts['siblings'][number]>({ type: short, count: number() }), LIMITS.types),
  siblingCount: number(),
  notice: orNull(notice),
  event: orNull(shape<NonNullable<PageFacts['event']>>({ asked: short, found: yesOrNo })),
  when: orNull(eventDay),
  moved: orNull(short),
  past: orNull(short),
  session: orNull(short),
  walls: list(wall, LIMITS.walls),
  consent: orNull(shape<NonNullable<PageFacts['consent']>>({ marker: short, withholding: yesOrNo })),
  metadata: orNull(oneOf(['in-stock', 'out-of-stock'] as const)),
  mention: orNull(shape<NonNullable<PageFacts['mention']>>({ text: short, count: orNull(number()) })),
  shell: orNull(short),
  unreadableFrames: number(),
  failedCalls: list(shape<PageFacts['failedCalls'][number]>({ path: short, status: number() }), LIMITS.calls),
  settle,
  evidence: orNull(evidence),
})

/** What a page's reader says it saw: hostile, so every field is checked and bounded; `null` when one makes no sense. */
export function parseFacts(value: unknown): PageFacts | null {
  return facts(value) ?? null
}
