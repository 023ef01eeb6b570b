import type { Observation } from '#core/observation.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Asked } from './look-arguments.ts'
import type { SavedPage } from './look-saved.ts'

import { judge } from '#core/judge.ts'

import { seats } from '../src/kinds/seats/look.ts'
import { readMemory, writeMemory } from '../src/kinds/seats/memory.ts'
import { lookStatic } from '../src/kinds/seats/static-look.ts'
import { readArguments } from './look-arguments.ts'
import { contextOf, openBrowser, watchOf } from './look-eyes.ts'
import { servePage } from './look-saved.ts'
import { lookWords } from './look-words.ts'
import { reportFailure } from './problem.ts'
import { tellLook } from './tell-look.ts'

const words = lookWords(process.env)
const EXITS = { available: 0, none: 1, unknown: 3 } as const

type Seen = { observation: Observation; verdict: Verdict }

/** `npm run look -- <url | file.html>`: one check, told in words or as JSON. Exit 0 available, 1 none, 3 unknown. */
async function run(): Promise<void> {
  const asked = await readArguments(words)
  const saved = asked.html === null ? null : await servePage(asked)
  try {
    const { observation, verdict } = await check(asked, saved)
    if (asked.json) console.log(JSON.stringify({ verdict, observation }, null, 2))
    else console.log(tellLook(words, observation, verdict).join('\n'))
    process.exitCode = EXITS[verdict.state]
  } finally {
    saved?.close()
  }
}

async function check(asked: Asked, saved: SavedPage | null): Promise<Seen> {
  const url = asked.url ?? saved?.local ?? ''
  const browser = asked.onlyStatic ? null : await openBrowser(words, saved)
  try {
    const watch = watchOf(asked, url)
    const context = contextOf(asked, saved, browser)
    if (browser === null) {
      const { observation } = await lookStatic(context, watch, null)
      return { observation, verdict: judge(watch, observation) }
    }
    // Only what a browser shows is of interest here; the relay would also compare it with the page as sent.
    return await seats.look(context, watch, writeMemory({ ...readMemory({}), next: 'rendered' }))
  } finally {
    await browser?.close()
  }
}

await run().catch(reportFailure)
