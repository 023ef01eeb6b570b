import type { Sample, Says } from '#core/sample.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Sampled } from '../src/kinds/kind.ts'
import type { Asked } from './look-arguments.ts'

import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'

import { cleanAddress } from '#core/redact.ts'
import { SAMPLE_BYTES_MOST, SAYS, agrees, keptHeaders, sameVerdict } from '#core/sample.ts'
import { cleanPage } from '#readers/sample-clean.ts'
import { rereadPage } from '#readers/sample-read.ts'
import { teach } from '#readers/teach.ts'

import { seats } from '../src/kinds/seats/look.ts'
import { readArguments } from './look-arguments.ts'
import { contextOf, openBrowser, watchOf } from './look-eyes.ts'
import { servePage } from './look-saved.ts'
import { lookWords } from './look-words.ts'
import { ROOT } from './paths.ts'
import { Problem, reportFailure } from './problem.ts'
import { BadSample, readSamples, writeSample } from './sample-files.ts'
import { sampleWords } from './sample-words.ts'

const lookers = lookWords(process.env)
const words = sampleWords(lookers.language)
const FOLDER = join(ROOT, 'relay/test/corpus/samples')

const wordOf = (verdict: Verdict): string =>
  verdict.state === 'unknown' ? `unknown:${verdict.reason}` : verdict.state

/** Options of our own; the rest is what `npm run look` takes. */
const OWN = ['says', 'where', 'out', 'name'] as const
type Own = Partial<Record<(typeof OWN)[number], string>>

async function run(): Promise<void> {
  const args = process.argv.slice(2)
  if (args[0] === 'teach') return await tellProposal(args[1], args.includes('--accept'))
  const { own, rest } = split(args)
  const says = readSays(own.says)
  const asked = await readArguments({ ...lookers, usage: words.usage }, rest)
  await keep(asked, says, own)
}

function split(args: string[]): { own: Own; rest: string[] } {
  const options = Object.fromEntries(OWN.map((name) => [name, { type: 'string' as const }]))
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true })
  const own: Own = {}
  const taken = new Set<number>()
  for (const token of tokens) {
    const name = token.kind === 'option' ? OWN.find((each) => each === token.name) : undefined
    if (token.kind !== 'option' || name === undefined) continue
    if (token.value === undefined) throw new Problem(...words.usage)
    own[name] = token.value
    taken.add(token.index)
    if (!token.inlineValue) taken.add(token.index + 1)
  }
  return { own, rest: args.filter((_, index) => !taken.has(index)) }
}

function readSays(given: string | undefined): Says {
  if (given === undefined) throw new Problem(...words.usage)
  const says = SAYS.find((each) => each === given)
  if (says === undefined) throw new Problem(words.badSays(given))
  return says
}

async function keep(asked: Asked, says: Says, { where, out = FOLDER, name }: Own): Promise<void> {
  const { observation, verdict: seen, html: raw, rendered } = await lookForSample(asked)
  if (raw === '') throw new Problem(words.noPage(wordOf(seen)))
  const html = cleanPage(raw, { rendered })
  const bytes = Buffer.byteLength(html)
  if (bytes > SAMPLE_BYTES_MOST) throw new Problem(words.tooLarge(bytes))
  const page = {
    html,
    url: cleanAddress(observation.url),
    finalUrl: cleanAddress(observation.finalUrl),
    status: observation.status,
    headers: keptHeaders(observation.headers),
    at: observation.at,
    rendered,
  }
  const { verdict } = rereadPage(page, asked.target)
  // Before it is taught a site is unknown, which is right; to be told the contrary is a fault that a test shall show.
  const expect = verdict.state === 'unknown' ? wordOf(verdict) : says === 'other' ? 'unknown' : says
  const about = {
    ...page,
    says,
    ...(where === undefined ? {} : { where }),
    target: asked.target,
    expect,
  }
  const path = await writeSample(out, name ?? nameOf(about), about)
  console.log(words.kept(relative(process.cwd(), path)))
  console.log(words.seen(wordOf(seen)))
  console.log(words.reread(wordOf(verdict)))
  if (!sameVerdict(seen, verdict)) console.log(words.unfaithful)
  if (!agrees(says, verdict)) console.log(words.expected(words.says[says], wordOf(verdict)))
}

async function lookForSample(asked: Asked): Promise<Sampled & { rendered: boolean }> {
  const saved = asked.html === null ? null : await servePage(asked)
  const browser = asked.onlyStatic ? null : await openBrowser(lookers, saved)
  try {
    const watch = watchOf(asked, asked.url ?? saved?.local ?? '')
    const rendered = browser !== null
    return { ...(await seats.sample(contextOf(asked, saved, browser), watch, rendered)), rendered }
  } finally {
    await browser?.close()
    saved?.close()
  }
}

/** `billetterie.psg.fr-none-2026-11-20-101500`: sorts by site, and is no other's name. */
function nameOf({ url, says, at }: Pick<Sample, 'url' | 'says' | 'at'>): string {
  const date = new Date(at).toISOString()
  const host = new URL(url).hostname.replace(/[^\w.-]/g, '_')
  return `${host}-${says}-${date.slice(0, 19).replace('T', '-').replaceAll(':', '')}`
}

async function tellProposal(where: string | undefined, accept: boolean): Promise<void> {
  if (where === undefined || where.startsWith('--')) throw new Problem(...words.usage)
  const folder = existsSync(where) ? where : FOLDER
  const all = await readSamples(folder)
  const samples = folder === where ? all : all.filter(({ url }) => new URL(url).host === where)
  if (samples.length === 0) throw new Problem(words.noSamples(where))
  const taught = samples.map(({ name, ...sample }) => Object.assign({ id: name }, sample))
  const { target, proven, ok, need } = teach(taught, samples.at(-1)?.target ?? {})
  const { columns } = words
  console.table(
    proven.map(({ sampleId, says, got, agrees: right }) => ({
      [columns.page]: sampleId,
      [columns.says]: words.says[says],
      [columns.got]: wordOf(got),
      [columns.agrees]: right,
    })),
  )
  console.log(`${words.proposal}: ${JSON.stringify(target, null, 2)}`)
  console.log(ok || need === null ? words.ok : words.needs[need])
  process.exitCode = ok ? 0 : 3
  if (!ok || !accept) return
  for (const { name, ...sample } of samples) {
    const expect = sample.says === 'other' ? sample.expect : sample.says
    await writeSample(folder, name, { ...sample, target, expect })
  }
  console.log(words.accepted(samples.length))
}

await run().catch((error: unknown) => {
  reportFailure(error instanceof BadSample ? new Problem(words.badSample(error.message)) : error)
})
