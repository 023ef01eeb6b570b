import { z } from '@hono/zod-openapi'

/** How many rows are wanted: 1 to `most`, `usual` when nothing is said. */
export function limitUpTo(most: number, usual: number) {
  return z
    .string()
    .regex(/^\d{1,6}$/, 'must be a whole number')
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= most, `must be from 1 to ${most}`)
    .optional()
    .transform((limit) => limit ?? usual)
    .openapi({
      type: 'string',
      description: `1 to ${most}, ${usual} when not given.`,
      example: String(usual),
    })
}
