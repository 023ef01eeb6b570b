import type { OwnReporter, ReporterLine } from '../actions/manage-reporters.ts'
import type { TrustLine } from '#core/trust-line.ts'

import { z } from '@hono/zod-openapi'

import {
  PRINTS_MOST,
  PRINT_LENGTH,
  REPORT_OUTCOMES,
  REPORT_RUNGS,
  REPORTS_MOST,
  SCOPES,
} from '#core/reporter.ts'
import { KEY_ALGORITHMS } from '#core/signature.ts'
import { TRUST_EVENTS } from '#core/trust-line.ts'
import { REFUSALS } from '#core/trust.ts'
import { PROOF_KINDS, REASONS } from '#core/verdict.ts'

import { answerOf, Id } from './json.ts'
import { Time, words } from './schemas.ts'

/** What people's browsers and the operator say to each other. */

const version = z
  .string()
  .max(20)
  .regex(/^[\w.+-]+$/, 'not a version')
const Label = words(60).openapi({ example: 'Firefox du salon' })

export const PublicKeySchema = z
  .strictObject({
    algorithm: z.enum(KEY_ALGORITHMS),
    key: z
      .string()
      .max(100)
      .regex(/^[\w-]+$/, 'not base64url'),
  })
  .openapi('PublicKey', { description: '`key`: the raw public key, base64url without padding.' })

export const PairSchema = z
  .strictObject({ publicKey: PublicKeySchema, label: Label, version })
  .openapi('Pair')

export const PairedSchema = z
  .object({
    deviceCode: z.string(),
    userCode: z.string().openapi({ example: 'BCDF-GHJK' }),
    expiresAt: Time,
    intervalSeconds: z.number().int(),
    approveUrl: z.string(),
  })
  .openapi('Pairing')

export const PollSchema = z
  .strictObject({
    deviceCode: z
      .string()
      .max(64)
      .regex(/^[\w-]+$/, 'not a device code'),
  })
  .openapi('Poll')

export const PolledSchema = z
  .union([
    z.object({ state: z.enum(['pending', 'denied', 'expired']) }),
    z.object({
      state: z.literal('approved'),
      device: z.string(),
      scopes: z.array(z.enum(SCOPES)).readonly(),
    }),
  ])
  .openapi('Polled')

export const CodeParams = z.object({
  code: z
    .string()
    .max(40)
    .openapi({ param: { name: 'code', in: 'path' }, example: 'BCDF-GHJK' }),
})

export const WaitingSchema = z
  .object({ label: z.string(), version: z.string(), fingerprint: z.string(), expiresAt: Time })
  .openapi('WaitingDevice', { description: 'Compare the fingerprint with the one that the browser shows.' })

export const DecisionSchema = z
  .strictObject({
    approve: z.boolean(),
    owner: words(60).optional().openapi({ description: 'Needed to approve: whose browser it is.' }),
    own: z.boolean().optional().openapi({
      description:
        'One of the operator’s own: while the relay is blind, operators are told of what it alone sees.',
    }),
  })
  .openapi('PairingDecision')

export const ReporterSchema = answerOf<ReporterLine>()(
  z
    .object({
      id: z.string(),
      owner: z.string(),
      label: z.string(),
      version: z.string(),
      fingerprint: z.string(),
      state: z.enum(['active', 'muted', 'revoked']),
      standing: z.enum(['new', 'good', 'doubted']),
      own: z.boolean(),
      score: z.number(),
      taken: z.number().int(),
      confirmed: z.number().int(),
      contradicted: z.number().int(),
      lastContactAt: Time.nullable(),
      createdAt: Time,
      updatedAt: Time,
    })
    .openapi('Reporter'),
)

export const OwnReporterSchema = answerOf<OwnReporter>()(
  z
    .object({
      id: z.string(),
      owner: z.string(),
      label: z.string(),
      scopes: z.array(z.enum(SCOPES)).readonly(),
      fingerprint: z.string(),
      createdAt: Time,
    })
    .openapi('OwnReporter'),
)

export const ReporterChangeSchema = z
  .strictObject({
    muted: z.boolean().optional(),
    own: z.boolean().optional(),
    owner: words(60).optional(),
    label: Label.optional(),
  })
  .openapi('ReporterChange')

export const TrustLineSchema = answerOf<TrustLine>()(
  z
    .object({
      id: z.number().int(),
      at: Time,
      who: z.string().openapi({ description: 'operator, relay, people, or the id of a device.' }),
      what: z.enum(TRUST_EVENTS),
      why: z.string().nullable(),
      reporterId: z.string().nullable(),
      watchId: z.string().nullable(),
      subject: z.string().nullable(),
    })
    .openapi('TrustLine'),
)

const print = z.string().regex(new RegExp(`^[0-9a-f]{${PRINT_LENGTH}}$`), 'not a print')

const ReportSchema = z
  .strictObject({
    id: z.uuid(),
    watchId: Id,
    at: Time.min(0),
    verdict: z.discriminatedUnion('state', [
      z.strictObject({
        state: z.literal('available'),
        count: z.number().int().min(1).max(999).nullable(),
        prints: z.array(print).max(PRINTS_MOST).openapi({
          description: 'Of each offer: the first 16 hex digits of the SHA-256 of its fingerprint.',
        }),
      }),
      z.strictObject({ state: z.literal('none'), proof: z.enum(PROOF_KINDS) }),
      z.strictObject({ state: z.literal('unknown'), reason: z.enum(REASONS) }),
    ]),
    rung: z.enum(REPORT_RUNGS),
    evidence: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'not a SHA-256')
      .nullable(),
    version,
  })
  .openapi('Report')

export const ReportsSchema = z
  .strictObject({ reports: z.array(ReportSchema).min(1).max(REPORTS_MOST) })
  .openapi('Reports')

export const ReportResultsSchema = z
  .object({
    results: z.array(
      z.object({
        id: z.string(),
        outcome: z.enum(REPORT_OUTCOMES),
        why: z.enum(REFUSALS).optional(),
      }),
    ),
  })
  .openapi('ReportResults')

export const FalseAlarmSchema = z
  .union([z.strictObject({ releaseId: Id }), z.strictObject({ watchId: Id })])
  .openapi('FalseAlarm')
