import { createRoute, z } from '@hono/zod-openapi'

import type { FileEntry, PlannedRow } from '../actions/import-watches.ts'

import { FILE_FORMATS, FILE_ROWS_MOST, readWatchFile, writeWatchFile } from '#core/watch-file.ts'

import { exportWatches, importWatches, previewImport } from '../actions/import-watches.ts'
import { ADMIN, requireAdmin } from './admin.ts'
import { Refused, refusals } from './errors.ts'
import { Id, answerOf, body, json } from './json.ts'
import { operation } from './operation.ts'
import { refuseWatch } from './refuse-watch.ts'
import { makeRouter } from './router.ts'
import { NewWatchSchema } from './schemas.ts'

/** The list of watches as a file, out and in. */

const admin = { middleware: requireAdmin, security: ADMIN }
const FileText = z.string().max(500_000)
/** More fields than these are passed over: a file may come from a later version. */
const RowSchema = z.object({
  ...NewWatchSchema.omit({ kind: true }).shape,
  id: Id.optional().catch(undefined),
  paused: z.boolean().optional(),
})

const issues = z.array(z.object({ path: z.string(), message: z.string() }))
const fields = z.array(z.object({ field: z.string(), before: z.string(), after: z.string() }))
const about = { row: z.number().int(), name: z.string(), url: z.string() }
const RowShape = z
  .discriminatedUnion('does', [
    z.object({ ...about, does: z.literal('add'), fields }),
    z.object({ ...about, does: z.literal('change'), fields }),
    z.object({ ...about, does: z.literal('nothing') }),
    z.object({ ...about, does: z.literal('refuse'), code: z.string(), issues }),
  ])
  .openapi('ImportRow', { description: 'Rows are counted from 1.' })

const exportFile = createRoute({
  method: 'get',
  path: '/api/watches/export',
  ...operation('exportWatches', 'watches'),
  ...admin,
  request: { query: z.object({ format: z.enum(FILE_FORMATS).optional() }) },
  responses: {
    200: { description: 'The file; JSON when no format is asked for.' },
    ...refusals(400, 401),
  },
})

const preview = createRoute({
  method: 'post',
  path: '/api/watches/import/preview',
  ...operation('previewWatches', 'watches'),
  ...admin,
  request: { body: body(z.strictObject({ text: FileText }).openapi('WatchFile')) },
  responses: {
    200: json(
      z
        .object({
          format: z.enum(FILE_FORMATS),
          rows: z.array(answerOf<PlannedRow>()(RowShape)),
          seen: z.string().openapi({ description: 'To be sent back with the import.' }),
        })
        .openapi('ImportPreview'),
      'What each row would do.',
    ),
    ...refusals(400, 401, 403, 413, 415, 422),
  },
})

const importFile = createRoute({
  method: 'post',
  path: '/api/watches/import',
  ...operation('importWatches', 'watches'),
  ...admin,
  request: {
    body: body(
      z
        .strictObject({
          text: FileText,
          rows: z.array(z.number().int().min(1).max(FILE_ROWS_MOST)).max(FILE_ROWS_MOST),
          seen: z.string().max(64),
        })
        .openapi('WatchImport'),
    ),
  },
  responses: {
    200: json(
      z.object({ added: z.number().int(), changed: z.number().int() }).openapi('WatchesImported'),
      'Done.',
    ),
    ...refusals(400, 401, 403, 409, 413, 415, 422),
  },
})

const TYPES = { matches: 'application/json', json: 'application/json', csv: 'text/csv; charset=utf-8' }
const NAMES = { matches: 'matches.json', json: 'vigie-watches.json', csv: 'vigie-watches.csv' }

/** The rows of a file, each checked like a watch that is added by hand. */
function readEntries(text: string) {
  const file = readWatchFile(text)
  if ('problem' in file)
    throw new Refused(422, `file-${file.problem}`, {
      message: `text: not a file of watches (${file.problem}).`,
      issues: [{ path: 'text', message: file.problem }],
    })
  const entries = file.rows.map((given, index): FileEntry => {
    const row = index + 1
    const checked = RowSchema.safeParse(given)
    if (checked.success) return { row, input: checked.data }
    const name = typeof given['name'] === 'string' ? given['name'].slice(0, 120) : ''
    const found = checked.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
    return { row, name, issues: found.slice(0, 10) }
  })
  return { format: file.format, entries }
}

export const watchFileRoutes = makeRouter()
  .openapi(exportFile, async (c) => {
    const { format = 'json' } = c.req.valid('query')
    const text = writeWatchFile(await exportWatches(c.get('context')), format)
    return c.body(text, 200, {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="${NAMES[format]}"`,
    })
  })
  .openapi(preview, async (c) => {
    const { format, entries } = readEntries(c.req.valid('json').text)
    return c.json({ format, ...(await previewImport(c.get('context'), entries)) }, 200)
  })
  .openapi(importFile, async (c) => {
    const { text, rows: chosen, seen } = c.req.valid('json')
    const { entries } = readEntries(text)
    const outcome = await importWatches(c.get('context'), { entries, chosen, seen })
    if (outcome.kind === 'stale')
      throw new Refused(409, 'import-stale', {
        message: 'The list has changed since this was previewed: preview it again.',
      })
    if (outcome.kind !== 'imported') throw refuseWatch(outcome)
    return c.json({ added: outcome.added, changed: outcome.changed }, 200)
  })
