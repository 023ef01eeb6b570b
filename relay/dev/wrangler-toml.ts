import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'smol-toml'
import { z } from 'zod'

import { ROOT } from './paths.ts'

const shape = z.object({
  name: z.string(),
  main: z.string(),
  compatibility_date: z.string(),
  compatibility_flags: z.array(z.string()).default([]),
  assets: z.object({
    directory: z.string(),
    binding: z.string(),
    html_handling: z.string().optional(),
    not_found_handling: z.string().optional(),
  }),
  d1_databases: z
    .array(
      z.object({
        binding: z.string(),
        database_name: z.string(),
        database_id: z.string(),
        migrations_dir: z.string(),
      }),
    )
    .length(1),
  browser: z.object({ binding: z.string() }),
  durable_objects: z.object({ bindings: z.array(z.object({ name: z.string(), class_name: z.string() })) }),
  rules: z.array(z.object({ type: z.string(), globs: z.array(z.string()) })),
  triggers: z.object({ crons: z.array(z.string()) }),
})

export type WranglerToml = z.infer<typeof shape>

/** The one source of truth for both homes. Throws, naming the field, when it is not what we build from. */
export async function readWranglerToml(): Promise<WranglerToml> {
  const text = await readFile(join(ROOT, 'wrangler.toml'), 'utf8')
  return shape.parse(parse(text))
}
