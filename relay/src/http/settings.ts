import type { SettingName, SettingsDocument } from '#core/settings.ts'
import type { SettingsChanged } from '../actions/change-settings.ts'

import { createRoute, z } from '@hono/zod-openapi'

import { NUMBER_BOUNDS, SETTING_NAMES, SETTING_SOURCES } from '#core/settings.ts'
import { LOUDNESSES } from '#core/subscriber.ts'

import { changeSettings, readSettings } from '../actions/change-settings.ts'
import { ADMIN, requireAdmin } from './admin.ts'
import { Refused, refusals } from './errors.ts'
import { answerOf, body, json } from './json.ts'
import { operation } from './operation.ts'
import { makeRouter } from './router.ts'
import { Time } from './schemas.ts'
import { QuietSchema, TimeZoneSchema } from './subscription-schemas.ts'

const admin = { middleware: requireAdmin, security: ADMIN }

const whole = ({ least, most }: { least: number; most: number }) => z.number().int().min(least).max(most)

const values = {
  checkSeconds: whole(NUMBER_BOUNDS.checkSeconds),
  patienceSeconds: whole(NUMBER_BOUNDS.patienceSeconds),
  hostGapMs: whole(NUMBER_BOUNDS.hostGapMs),
  hostDailyCalls: whole(NUMBER_BOUNDS.hostDailyCalls),
  blindMinutes: whole(NUMBER_BOUNDS.blindMinutes),
  stillWatchingHours: whole(NUMBER_BOUNDS.stillWatchingHours),
  retentionDays: whole(NUMBER_BOUNDS.retentionDays),
  browserCapHours: whole(NUMBER_BOUNDS.browserCapHours).nullable(),
  timeZone: TimeZoneSchema,
  quiet: QuietSchema.nullable().refine((hours) => hours === null || hours.from !== hours.to, {
    message: 'must not begin when it ends',
  }),
  loudness: z.enum(LOUDNESSES),
}

const line = <S extends z.ZodType>(value: S) =>
  z.object({
    value,
    source: z.enum(SETTING_SOURCES),
    usual: value.openapi({ description: 'What holds when nobody says anything else.' }),
    stored: z
      .object({ value })
      .nullable()
      .openapi({ description: 'What is kept here, also while the environment says otherwise.' }),
    variable: z
      .string()
      .nullable()
      .openapi({ description: 'The variable of the environment that may say it: what it says holds.' }),
    updatedAt: Time.openapi({ description: 'Epoch ms of the last change, 0 when there was none.' }),
  })

/** What the environment says may lie outside of what may be set here. */
const said = z.number()

const DocumentSchema = answerOf<SettingsDocument>()(
  z
    .object({
      settings: z.object({
        checkSeconds: line(said),
        patienceSeconds: line(said),
        hostGapMs: line(said),
        hostDailyCalls: line(said),
        blindMinutes: line(said),
        stillWatchingHours: line(said),
        retentionDays: line(said),
        browserCapHours: line(said.nullable()),
        timeZone: line(z.string()),
        quiet: line(z.object({ from: z.string(), to: z.string() }).nullable()),
        loudness: line(values.loudness),
      }),
      environment: z.array(
        z.object({
          variable: z.string(),
          isSet: z.boolean(),
          value: z.string().nullable().openapi({ description: '`null` for what is secret or not set.' }),
        }),
      ),
    })
    .openapi('Settings'),
)

const ChangeSchema = z
  .strictObject({
    set: z.strictObject(values).partial().optional(),
    reset: z
      .array(z.enum(SETTING_NAMES))
      .max(SETTING_NAMES.length)
      .optional()
      .openapi({ description: 'These go back to what holds when nobody says anything.' }),
    seen: z
      .partialRecord(z.enum(SETTING_NAMES), Time.min(0))
      .optional()
      .openapi({
        description:
          'The `updatedAt` of each as you saw it: when somebody else has changed one since, nothing is changed. ' +
          'One that is left out is changed whatever it was.',
      }),
  })
  .openapi('SettingsChange')

const read = createRoute({
  method: 'get',
  path: '/api/settings',
  ...operation('readSettings', 'settings'),
  ...admin,
  responses: { 200: json(DocumentSchema, 'Each with where it comes from.'), ...refusals(401) },
})

const change = createRoute({
  method: 'patch',
  path: '/api/settings',
  ...operation('changeSettings', 'settings'),
  ...admin,
  request: { body: body(ChangeSchema) },
  responses: {
    200: json(DocumentSchema, 'They hold from now on, without a restart.'),
    ...refusals(400, 401, 403, 409, 413, 415),
  },
})

const path = (name: SettingName) => `set.${name}`

function refuse(outcome: Exclude<SettingsChanged, { kind: 'changed' }>): Refused {
  switch (outcome.kind) {
    case 'pinned':
      return new Refused(409, 'pinned', {
        message: 'Nothing was changed: the environment says some of these.',
        issues: outcome.pinned.map(({ name, variable }) => ({
          path: path(name),
          message: `${variable} says it in the environment`,
        })),
      })
    case 'conflict':
      return new Refused(409, 'settings-conflict', {
        message: 'Nothing was changed: somebody else has changed some of these since you saw them.',
        issues: outcome.names.map((name) => ({
          path: path(name),
          message: `is now ${JSON.stringify(outcome.document.settings[name].value)}`,
        })),
      })
    case 'refused':
      break
  }
  return new Refused(400, 'invalid', {
    message: 'Nothing was changed: some values are none of these settings.',
    issues: outcome.names.map((name) => ({ path: path(name), message: 'not a value of this setting' })),
  })
}

export const settingRoutes = makeRouter()
  .openapi(read, async (c) => c.json(await readSettings(c.get('context')), 200))
  .openapi(change, async (c) => {
    const { set = {}, reset = [], seen = {} } = c.req.valid('json')
    const outcome = await changeSettings(c.get('context'), { set, reset, seen })
    if (outcome.kind !== 'changed') throw refuse(outcome)
    return c.json(outcome.document, 200)
  })
