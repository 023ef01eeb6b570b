import { z } from '@hono/zod-openapi'

export type Cursor = { at: number; id: string }

/** Where a list goes on: as the answer before gave it in `next`. */
export const AfterSchema = z
  .string()
  .max(100)
  .regex(/^\d{1,15}\.[\w:@.-]{1,80}$/, 'must be a `next` of an answer before')
  .transform((text): Cursor => {
    const dot = text.indexOf('.')
    return { at: Number(text.slice(0, dot)), id: text.slice(dot + 1) }
  })
  .optional()
  .openapi({ type: 'string', description: 'Only what comes after: `next` of the answer before.' })

export const NextSchema = z.string().nullable().openapi({ description: 'For `after`; null at the end.' })

export function nextOf(cursor: Cursor | null): string | null {
  return cursor === null ? null : `${cursor.at}.${cursor.id}`
}
