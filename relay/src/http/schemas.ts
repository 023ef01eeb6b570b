import type { Offer, Verdict } from '#core/verdict.ts'
import type { SeatsTarget, Watch } from '#core/watch.ts'
import type { OldLogLine } from '../actions/read-logs.ts'
import type { WatchWithStatus } from '../actions/read-watches.ts'

import { z } from '@hono/zod-openapi'

import { HOW_MODES, HOW_WHYS } from '#core/how.ts'
import { LOG_LEVELS } from '#core/status.ts'
import { NOTE_KINDS, PROOF_KINDS, REASONS } from '#core/verdict.ts'
import { CHECK_SECONDS_MAX, CHECK_SECONDS_MIN } from '#core/watch.ts'

import { Id, answerOf } from './json.ts'

/** Schemas of the core types, for the contract. */

export const Time = z
  .number()
  .int()
  .openapi({ description: 'Epoch milliseconds.', example: 1_795_161_600_000 })

const OfferShape = z
  .object({
    type: z.string(),
    fingerprint: z.string(),
    name: z.string(),
    category: z.string().optional(),
    price: z.string().optional(),
    quantity: z.number().optional(),
    url: z.string().optional(),
    restricted: z.string().optional(),
  })
  .openapi('Offer', { description: 'Text is as the page wrote it: escape it where you show it.' })
export const OfferSchema = answerOf<Offer>()(OfferShape)

const NoteShape = z
  .object({
    kind: z.enum(NOTE_KINDS),
    text: z.string().openapi({
      description:
        'In the page’s words; of `partial` the kind of the reporter that says otherwise, where two disagree.',
    }),
    at: Time.optional(),
  })
  .openapi('Note')
const notes = z.array(NoteShape).readonly().optional()

export const VerdictShape = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('available'), offers: z.array(OfferShape).min(1).readonly(), notes }),
    z.object({
      state: z.literal('none'),
      proof: z.object({
        anchor: z.string(),
        kind: z.enum(PROOF_KINDS),
        detail: z.string(),
      }),
      notes,
    }),
    z.object({
      state: z.literal('unknown'),
      reason: z.enum(REASONS),
      detail: z.string().optional(),
      fingerprint: z.string().optional(),
      notes,
    }),
  ])
  .openapi('Verdict', { description: '`none` is said only with proof; what could not be seen is `unknown`.' })
export const VerdictSchema = answerOf<Verdict>()(VerdictShape)

export const PublicWatchShape = z
  .object({
    id: z.string(),
    name: z.string(),
    url: z.string(),
    verdict: VerdictShape,
    lastCheckAt: Time.nullable(),
    lastGoodCheckAt: Time.nullable(),
    checks: z.number().int(),
    releases: z.number().int(),
    reporters: z.array(
      z.object({
        kind: z.enum(['relay-fetch', 'relay-browser', 'extension']),
        verdict: VerdictShape,
        at: Time,
      }),
    ),
    blindSince: Time.nullable(),
    openSince: Time.nullable(),
    checkSeconds: z.number().int(),
    how: z
      .object({
        mode: z.enum(HOW_MODES),
        why: z.enum(HOW_WHYS),
        of: z.object({ done: z.number().int(), wanted: z.number().int() }).optional(),
        patienceMs: z.number(),
      })
      .optional()
      .openapi({ description: 'How the relay looks at the page: the HTML as sent, or drawn by a browser.' }),
    gap: z.object({ from: Time, to: Time }).optional().openapi({
      description: 'The last span in which nobody looked for longer than the cadence.',
    }),
    reported: z.object({ at: Time, devices: z.number().int() }).optional().openapi({
      description:
        'Seen by people’s browsers and not confirmed yet: something to look at, no seat that is sure.',
    }),
  })
  .openapi('PublicWatch')

const TargetShape = z
  .object({
    selector: z.string().optional(),
    anchor: z.string().optional(),
    event: z.string().optional(),
    label: z.string().optional(),
    empty: z.string().optional(),
    places: z.number().int().optional(),
    priceMost: z.number().optional(),
    date: z.string().optional(),
  })
  .openapi('Target', { description: 'What is looked for on the page; a preset fills what is left out.' })

export const TargetSchema = answerOf<SeatsTarget>()(TargetShape)

const WatchShape = z
  .object({
    id: z.string(),
    kind: z.literal('seats'),
    name: z.string(),
    url: z.string(),
    host: z.string(),
    target: TargetShape,
    checkSeconds: z.number().int(),
    public: z.boolean(),
    createdAt: Time,
    updatedAt: Time,
    pausedAt: Time.optional().openapi({
      description: 'Since when nobody looks; left out while somebody does.',
    }),
  })
  .openapi('Watch')
export const WatchSchema = answerOf<Watch>()(WatchShape)

export const WatchWithStatusSchema = answerOf<WatchWithStatus>()(
  WatchShape.extend({ status: PublicWatchShape }).openapi('WatchWithStatus'),
)

export const WatchesSchema = z
  .object({
    watches: z.array(WatchWithStatusSchema),
    removed: z
      .array(z.object({ watch: WatchSchema, removedAt: Time, until: Time }).openapi('RemovedWatch'))
      .openapi({ description: 'Deleted, newest first: can be brought back until then.' }),
  })
  .openapi('Watches')

/** Nothing that breaks a line, hides text or cannot be stored. */
function clean(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, ' ')
}

export function words(most: number) {
  return z.string().overwrite(clean).trim().min(1).max(most)
}

const name = words(120)
export const address = z
  .string()
  .trim()
  .min(1)
  .max(2048)
  .openapi({ example: 'https://billetterie.example/match/1' })
const target = z.strictObject({
  selector: words(300).optional(),
  anchor: words(300).optional(),
  event: words(160).optional(),
  label: words(160).optional(),
  empty: words(300).optional(),
  places: z.number().int().min(1).max(9).optional().openapi({ description: 'Wanted together.' }),
  priceMost: z
    .number()
    .positive()
    .max(1_000_000)
    .optional()
    .openapi({ description: 'In the page’s currency.' }),
  date: z.iso.date().optional().openapi({ description: 'Day of the event.', example: '2026-12-05' }),
})
const url = address
const checkSeconds = z.number().int().min(CHECK_SECONDS_MIN).max(CHECK_SECONDS_MAX)

export const NewWatchSchema = z
  .strictObject({
    kind: z.literal('seats').optional(),
    name,
    url,
    target: target.optional(),
    checkSeconds: checkSeconds.optional(),
    public: z.boolean().optional(),
  })
  .openapi('NewWatch')

export const WatchChangeSchema = z
  .strictObject({
    name: name.optional(),
    url: url.optional(),
    target: target.optional(),
    checkSeconds: checkSeconds.optional(),
    public: z.boolean().optional(),
    updatedAt: Time.optional().openapi({
      description: 'Of the watch as the editor saw it: when it is another one by now, the change is refused.',
    }),
  })
  .openapi('WatchChange')

export const TrySchema = z
  .strictObject({
    kind: z.literal('seats').optional(),
    name: name.optional(),
    url,
    target: target.optional(),
    lookId: Id.optional().openapi({ description: 'Names the look in the steps that the feed tells.' }),
  })
  .openapi('Try')

const LogLineShape = z
  .object({
    cursor: z.number().int(),
    at: Time,
    level: z.enum(LOG_LEVELS),
    message: z.string(),
    watchId: z.string().optional(),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    timestamp: z.string().openapi({ example: '14:02:11', description: 'In Paris; the old name of `at`.' }),
    type: z.enum(LOG_LEVELS).openapi({ description: 'The old name of `level`.' }),
  })
  .openapi('LogLine')
export const LogLineSchema = answerOf<OldLogLine>()(LogLineShape)

/** One watched page as the old bot's files and calls write it. */
export const MatchSchema = z.object({ nom: name, url }).openapi('Match')
