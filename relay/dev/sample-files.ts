import type { Sample } from '#core/sample.ts'
import type { SeatsTarget } from '#core/watch.ts'

import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

import { SAYS } from '#core/sample.ts'

import { target } from '../src/kinds/seats/target.ts'

/** What stands beside `<name>.html`: whence it came and what it must read as. */
type SampleFile = Pick<Sample, 'url' | 'finalUrl' | 'status' | 'headers' | 'rendered' | 'says' | 'where'> & {
  /** Day and time of the look, ISO 8601. */
  date: string
  target: SeatsTarget
  /** `none`, `available`, `unknown` or `unknown:reason`. */
  expect: string
}

/** Its message is the path of what describes no kept page. */
export class BadSample extends Error {}

const schema = z.object({
  url: z.url(),
  finalUrl: z.url(),
  status: z.number().nullable(),
  headers: z.record(z.string(), z.string()),
  rendered: z.boolean(),
  says: z.enum(SAYS),
  where: z.string().exactOptional(),
  date: z.iso.datetime(),
  target,
  expect: z.string().regex(/^(?:none|available|unknown(?::[a-z-]+)?)$/),
})

/** `at` is the date in epoch ms. */
export type SavedSample = Omit<SampleFile, 'date'> & { name: string; html: string; at: number }

export async function writeSample(
  folder: string,
  name: string,
  { html, at, ...rest }: Omit<SavedSample, 'name'>,
): Promise<string> {
  await mkdir(folder, { recursive: true })
  const about: SampleFile = { ...rest, date: new Date(at).toISOString() }
  const path = join(folder, `${name}.html`)
  await writeFile(path, html)
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(about, null, 2)}\n`)
  return path
}

/** All pairs of a folder, by name; none when there is no such folder. Throws on a description that is none. */
export async function readSamples(folder: string): Promise<SavedSample[]> {
  const names = await readdir(folder).catch(() => [])
  const own = names.filter((name) => name.endsWith('.json')).toSorted()
  return await Promise.all(own.map((file) => readSample(folder, file.replace(/\.json$/, ''))))
}

async function readAbout(path: string): Promise<z.infer<typeof schema>> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    throw new BadSample(path, { cause: error })
  }
}

async function readSample(folder: string, name: string): Promise<SavedSample> {
  const path = join(folder, `${name}.json`)
  const { target: asked, where, date, ...rest } = await readAbout(path)
  const given: SeatsTarget = Object.fromEntries(
    Object.entries(asked).filter(([, value]) => value !== undefined),
  )
  const html = await readFile(join(folder, `${name}.html`), 'utf8')
  return {
    ...rest,
    ...(where === undefined ? {} : { where }),
    target: given,
    name,
    html,
    at: Date.parse(date),
  }
}
