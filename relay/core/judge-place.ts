import type { Observation, PageFacts } from './observation.ts'
import type { Verdict } from './verdict.ts'

import { unknown } from './unknown.ts'

/** Another page than the one asked for: other event, other match by its canonical address, or led back to a list. */
export function judgePlace(url: string, observation: Observation, page: PageFacts): Verdict | null {
  const titled = page.headings.length > 0 || page.targetCount > 0 || page.siblingCount > 0
  const free = page.walls.every((mark) => mark.grade === 'weak')
  if (page.event !== null && !page.event.found && titled && free) {
    return unknown(
      'wrong-page',
      `"${page.event.asked}" is not in "${[page.title, ...page.headings].join(' / ')}"`,
    )
  }
  const asked = URL.parse(url)
  const [final, own] = [
    URL.parse(observation.finalUrl),
    URL.parse(page.canonical ?? '', observation.finalUrl),
  ]
  if (asked === null || final === null) return null
  const [from, to] = [segments(asked), segments(final)]
  const ledBack = to.length < from.length && to.every((part, index) => part === from[index])
  if (ledBack && page.targetCount === 0 && page.event?.found !== true) {
    return unknown('wrong-page', `led back to ${final.pathname}`)
  }
  if (page.canonical !== null && own !== null && own.host === final.host && page.event?.found !== true) {
    const canonical = segments(own)
    const beside = canonical.length === to.length && canonical.length > 1
    const same = canonical.slice(0, -1).join('/') === to.slice(0, -1).join('/')
    if (beside && same && isOther(canonical.at(-1) ?? '', to.at(-1) ?? ''))
      return unknown('wrong-page', `calls itself ${own.pathname}`)
  }
  return null
}

const numbers = (text: string): string[] => text.match(/\d{3,}/g) ?? []

/** `30166884` and `30166884-tove-styrke` are one page; a shared number or beginning is enough to doubt. */
function isOther(one: string, other: string): boolean {
  if (one.startsWith(other) || other.startsWith(one)) return false
  const known = new Set(numbers(one))
  return !numbers(other).some((number) => known.has(number))
}

const segments = (url: URL): string[] => url.pathname.toLowerCase().split('/').filter(Boolean)
