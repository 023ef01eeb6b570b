import type { PageFacts } from '#core/observation.ts'
import type { ZodType } from 'zod'

import { z } from 'zod'

import { LIMITS } from '#core/observation.ts'
import { REASONS } from '#core/verdict.ts'

/** What comes from a page is hostile until it has this shape; the reader's own, tighter bounds are LIMITS. */
const text = z.string().max(LIMITS.address)
const maybe = text.nullable()
const count = z.number().int().min(0)
const ms = z.number().min(0)

const control = z.object({
  text,
  says: z.enum(['buy', 'plain', 'restricted', 'info', 'waitlist']),
  enabled: z.boolean(),
  href: maybe,
})

const row = z.object({
  path: text,
  type: text,
  name: text,
  text,
  category: maybe,
  price: maybe,
  quantity: z.number().nullable(),
  control: control.nullable(),
  gone: maybe,
  notYet: maybe,
  restricted: maybe,
  drawn: z.enum(['drawn', 'hidden', 'unknown']),
  hiddenBy: maybe,
  place: z.enum(['offers', 'other-event', 'past', 'filter']),
  skeleton: z.boolean(),
  unread: maybe,
  date: maybe,
})

const settle = z.object({
  state: z.enum(['static', 'positive', 'quiet', 'wall', 'deadline']),
  agreed: z.boolean(),
  waitedMs: ms,
  paintedAtMs: ms.nullable(),
  scrollSteps: count,
  patienceMs: ms.exactOptional(),
  lateMs: ms.exactOptional(),
  calls: z
    .array(z.object({ path: text, did: z.enum(['led', 'answered', 'hung']) }))
    .max(LIMITS.calls)
    .exactOptional(),
})

const evidence = z.object({
  rows: z
    .array(
      z.object({
        path: text,
        html: z.string().max(LIMITS.rowHtml),
        ownText: text,
        box: z
          .object({
            x: z.number(),
            y: z.number(),
            width: z.number(),
            height: z.number(),
            opacity: z.number(),
          })
          .nullable(),
      }),
    )
    .max(LIMITS.rows),
  anchors: z.array(text).max(LIMITS.types),
  areaHash: maybe,
  data: maybe,
})

export const pageFacts: ZodType<PageFacts> = z.object({
  url: text,
  canonical: maybe,
  lang: maybe,
  title: text,
  headings: z.array(text).max(3),
  textLength: count,
  elements: count,
  scripts: count,
  complete: z.boolean(),
  shell: maybe,
  truncated: z.boolean(),
  styled: z.boolean(),
  anchor: z
    .object({ kind: z.enum(['selector', 'offers', 'container', 'event', 'heading']), value: text })
    .nullable(),
  area: z.object({ state: z.enum(['absent', 'loading', 'failed', 'readable']), detail: text }),
  targets: z.array(row).max(LIMITS.rows),
  targetCount: count,
  siblings: z.array(z.object({ type: text, count })).max(LIMITS.types),
  siblingCount: count,
  notice: z.object({ kind: z.enum(['empty', 'sold-out', 'not-yet']), text }).nullable(),
  event: z.object({ asked: text, found: z.boolean() }).nullable(),
  when: z.object({ day: text, last: text, text, at: z.number().nullable() }).nullable(),
  moved: maybe,
  past: maybe,
  session: maybe,
  walls: z
    .array(
      z.object({
        reason: z.enum(REASONS),
        vendor: text,
        marker: text,
        grade: z.enum(['hard', 'soft', 'weak']),
      }),
    )
    .max(LIMITS.walls),
  consent: z.object({ marker: text, withholding: z.boolean() }).nullable(),
  metadata: z.enum(['in-stock', 'out-of-stock']).nullable(),
  mention: z.object({ text, count: count.nullable() }).nullable(),
  unreadableFrames: count,
  failedCalls: z.array(z.object({ path: text, status: z.number().int() })).max(LIMITS.calls),
  settle,
  evidence: evidence.nullable(),
})
