import { z } from '@hono/zod-openapi'

/**
 * A schema for an answer whose type is a core type: the contract is drawn from the schema, clients get the core
 * type itself, and the compiler checks that every value of the type fits the schema.
 */
export function answerOf<T>(): <S extends z.ZodType>(
  schema: T extends z.output<S> ? S : never,
) => z.ZodType<T>
export function answerOf() {
  return (schema: z.ZodType) => schema
}

/** One JSON answer of a route. */
export function json<S extends z.ZodType>(schema: S, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/** A JSON request body that must be there. */
export function body<S extends z.ZodType>(schema: S) {
  return { required: true, content: { 'application/json': { schema } } }
}

export const Done = z.object({ success: z.literal(true) }).openapi('Done')

/** Ids are made by us: what is longer or holds anything else is not one. */
export const Id = z
  .string()
  .max(64)
  .regex(/^[\w-]+$/, 'not an id')

export const IdParams = z.object({
  id: Id.openapi({ param: { name: 'id', in: 'path' }, example: '2f1c…' }),
})
